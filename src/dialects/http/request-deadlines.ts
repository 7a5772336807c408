import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config';
import { uploadBytes } from './upload.js';
import { InputError } from './input.error.js';

/** The least speed of an import beyond its first seconds: the upstream of a bad mobile connection. */
const importBytesPerSecond = 8 * 1024;
const sweepMilliseconds = 1_000;

/** A request whose body has not arrived yet. */
interface Arriving {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly since: number;
  readonly bytesBefore: number;
}

/**
 * Ends requests whose bodies take too long (`REQUEST_TIMEOUT_SECONDS`), with the dialect's error where no answer was sent
 * yet. Node's own `requestTimeout` is one for all routes, and imports may take longer.
 */
export class RequestDeadlines {
  private readonly arriving = new Set<Arriving>();

  constructor(
    server: FastifyInstance,
    private readonly seconds: number,
  ) {
    const timer = setInterval(() => this.sweep(), sweepMilliseconds).unref();
    server.addHook('onClose', () => clearInterval(timer));
  }

  /** Watches a request that has a body. */
  watch(request: FastifyRequest, reply: FastifyReply): void {
    const { headers, raw } = request;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody || raw.complete) return;
    this.arriving.add({ request, reply, since: performance.now(), bytesBefore: raw.socket.bytesRead });
  }

  private sweep(): void {
    const now = performance.now();
    for (const one of this.arriving) {
      const { raw } = one.request;
      const isOver = raw.complete || raw.destroyed || raw.socket.destroyed;
      if (!isOver && now - one.since < this.secondsFor(one) * 1_000) continue;
      this.arriving.delete(one);
      if (!isOver) endLate(one);
    }
  }

  private secondsFor({ request, reply, bytesBefore }: Arriving): number {
    if (!request.routeOptions.config.upload || reply.sent) return this.seconds;
    return this.seconds + (request.raw.socket.bytesRead - bytesBefore) / importBytesPerSecond;
  }
}

/** How long node itself waits for a request of any kind. */
export function longestRequestSeconds({ requestTimeoutSeconds }: Config): number {
  return requestTimeoutSeconds + uploadBytes / importBytesPerSecond;
}

/** The reader of the body answers with the error; where an answer was sent already, or nothing reads the body, the connection ends. */
function endLate({ request, reply }: Arriving): void {
  const { raw } = request;
  if (reply.sent || raw.listenerCount('error') === 0) {
    raw.socket.destroy();
    return;
  }
  reply.header('connection', 'close');
  raw.emit('error', new InputError('input.too-slow', []));
}
