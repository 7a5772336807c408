import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';

export interface ReceivedMessage {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // The border: what the server sent.
  readonly json: Record<string, unknown>;
}

/** Somebody else's server, to which messages are sent. */
export class WebhookReceiver {
  readonly messages: ReceivedMessage[] = [];
  /** What it answers; undefined: nothing, ever. */
  answer: (message: ReceivedMessage) => number | undefined = () => 204;
  private arrival: (() => void) | undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body = Buffer.concat(pieces).toString();
        const message: ReceivedMessage = {
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          body,
          json: body === '' ? {} : (JSON.parse(body) as ReceivedMessage['json']),
        };
        receiver.messages.push(message);
        receiver.arrival?.();
        const status = receiver.answer(message);
        if (status === undefined) return;
        response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {}).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${port}`);
    return receiver;
  }

  /** Waits until so many messages have arrived, and takes them. */
  async take(count: number): Promise<readonly ReceivedMessage[]> {
    while (this.messages.length < count) await new Promise<void>((resolve) => (this.arrival = resolve));
    return this.messages.splice(0, count);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Whether both signatures of a message are those of a secret. */
export function isSignedWith(secret: string, { headers, body }: ReceivedMessage): boolean {
  const [id, seconds] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const standard = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  const own = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return headers['webhook-signature'] === `v1,${standard}` && headers['camgate-signature'] === `t=${seconds},v1=${own}`;
}
