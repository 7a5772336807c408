import { connect, type Socket } from 'node:net';

/** What came back over a connection, as text, when the server had ended it or had said all that was asked for. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Opens a connection to a server. */
export function connectTo(url: string): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  return socket;
}

/** Sends bytes that no client library would, and reads what the server says before it ends the connection. */
export async function sendRaw(url: string, text: string): Promise<RawAnswer> {
  const socket = connectTo(url);
  socket.write(text, 'latin1');
  return readAnswer(socket);
}

/** Reads one answer of a connection that the server ends behind it. */
export async function readAnswer(socket: Socket): Promise<RawAnswer> {
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  await new Promise((resolve) => {
    socket.once('close', resolve);
    socket.once('end', resolve);
  });
  socket.destroy();
  const [head = '', body = ''] = Buffer.concat(parts).toString('utf8').split('\r\n\r\n', 2);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(first.split(' ')[1]), headers, body };
}
