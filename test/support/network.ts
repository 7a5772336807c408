import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The way to the database, which a test can cut, silence and mend. */
export interface Network {
  /** The address of the database by this way. */
  readonly url: string;
  /** Nobody gets through, and who was through is cut off. */
  cut(): void;
  /** What is sent arrives nowhere, as when a cable is pulled; nobody is told. */
  silence(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** A way to the PostgreSQL server of `url`, over a port of its own. */
export async function networkTo(url: string): Promise<Network> {
  const { hostname, port: targetPort } = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let silent = false;
  const accept = (near: Socket): void => {
    if (silent) return void near.on('error', () => undefined);
    const far = connect(Number(targetPort || 5432), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (bytes) => void (silent || to.write(bytes)));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
  };
  let server: Server = createServer(accept).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  const near = new URL(url);
  near.host = `127.0.0.1:${port}`;
  const cut = (): void => {
    server.close();
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    url: near.toString(),
    cut,
    silence: () => void (silent = true),
    mend: async () => {
      silent = false;
      if (server.listening) return;
      server = createServer(accept).listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: async () => {
      cut();
    },
  };
}
