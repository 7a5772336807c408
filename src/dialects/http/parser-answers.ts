import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '#config';
import type { ErrorResponse, ErrorCode } from '../dialect.js';
import { dialectOf } from '../dialects.js';
import { answerHeaders } from './answer-headers.js';
import { problemErrors } from './problem.errors.js';

/** Node's error for a connection whose request its parser could not read. */
export interface ParserError extends Error {
  readonly code?: string | undefined;
  /** The last bytes that arrived; a Buffer, whatever Fastify's types say. */
  readonly rawPacket?: unknown;
}

interface Fault {
  readonly code: ErrorCode;
  /** Where HTTP has a more exact status than the dialect. */
  readonly status?: number;
}

const faults: Readonly<Record<string, Fault>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'input.too-slow' },
  HPE_HEADER_OVERFLOW: { code: 'input.too-large', status: 431 },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { code: 'input.too-large' },
};

/** How long a client has to read its answer before the connection ends, in milliseconds. */
const lingerMilliseconds = 1_000;

/**
 * Answers requests that node's HTTP parser refuses (400, 408, 431) and those that reach no route (CONNECT): with the
 * headers that every answer has, in the form of the path's dialect where the path can be read, and with a line in the log.
 */
export class ParserAnswers {
  private readonly headers: Readonly<Record<string, string>>;

  constructor(config: Config) {
    this.headers = answerHeaders(config);
  }

  /** For `clientErrorHandler`. */
  answerError(error: ParserError, socket: Socket, log: FastifyBaseLogger): void {
    // A client that went away wants no answer; one that has its answer goes on sending for a moment.
    if (error.code === 'ECONNRESET' || socket.destroyed || socket.writableEnded) return;
    if (!socket.writable || isAnswered(socket)) {
      socket.destroy();
      return;
    }
    const { method, path } = requestLine(error.rawPacket);
    this.write(socket, log, faults[error.code ?? ''] ?? { code: 'input.unreadable' }, method, path);
  }

  /** For node's `connect` event: this server is no proxy. */
  answerConnect(request: IncomingMessage, socket: Socket, log: FastifyBaseLogger): void {
    socket.on('error', () => socket.destroy());
    this.write(socket, log, { code: 'method.unknown' }, 'CONNECT', request.url ?? '/');
  }

  private write(socket: Socket, log: FastifyBaseLogger, fault: Fault, method: string, path: string): void {
    const requestId = randomUUID();
    const errors = dialectOf(path)?.errors ?? problemErrors;
    const answer = errors[fault.code]({
      code: fault.code,
      method,
      path,
      requestId,
      presented: undefined,
      issues: [],
      reason: undefined,
      object: undefined,
      retryAfterSeconds: undefined,
      allow: [],
    });
    const status = fault.status ?? answer.status;
    socket.end(textOf(status, answer, { ...this.headers, 'x-request-id': requestId }));
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
    log.info({ reqId: requestId, method, path, status, ip: socket.remoteAddress }, 'answered');
  }
}

/** Whether a part of an answer went out already: a client would read a second one as its body. */
function isAnswered(socket: Socket): boolean {
  // The border: node keeps the answer in progress here, and its own handler looks at it, too.
  const { _httpMessage: answer } = socket as Socket & { _httpMessage?: { readonly headersSent: boolean } | null };
  return answer?.headersSent ?? false;
}

/** Method and path of the request that these bytes begin, if they begin one. */
function requestLine(packet: unknown): { readonly method: string; readonly path: string } {
  const start = Buffer.isBuffer(packet) ? packet.subarray(0, 2_048).toString('latin1') : '';
  const [, method = '', path = '/'] = /^([A-Z]{1,20}) (\/[^\s?#]*)/.exec(start) ?? [];
  return { method, path };
}

function textOf(status: number, answer: ErrorResponse, common: Readonly<Record<string, string>>): string {
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
  const headers = {
    ...common,
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    ...answer.headers,
    'content-length': String(Buffer.byteLength(body)),
    date: new Date().toUTCString(),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}
