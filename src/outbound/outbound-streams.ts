import { Injectable } from '@nestjs/common';
import { type IncomingMessage, request as send } from 'node:http';
import type { Socket } from 'node:net';
import { GuardedConnector } from './guarded-connector.js';
import { OutboundError } from './outbound-error.js';
import { usableUrl } from './outbound-url.js';
import { type OutboundBudget, Patience } from './patience.js';

const mostRedirects = 3;
/** A server whose nonce went stale asks once more (RFC 7616 §3.3). */
const mostChallenges = 2;
const redirects = new Set([301, 302, 303, 307, 308]);

/** A server asks for a login (RFC 9110 §11.6.1). */
export interface OutboundChallenge {
  readonly method: string;
  /** The request target, as Digest signs it. */
  readonly target: string;
  /** The values of `WWW-Authenticate`. */
  readonly challenges: readonly string[];
  /** How often it has asked within this request, from 1. */
  readonly number: number;
}

/** A request whose answer is read as it arrives. */
export interface OutboundStreamRequest {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly budget: OutboundBudget;
  /**
   * Makes the `Authorization` for a challenge of the server that the URL names; undefined gives up. A server that it only
   * redirects to is never asked for: it must not get the login.
   */
  readonly authorize?: (challenge: OutboundChallenge) => string | undefined;
  /** Not even ALLOWED_NETWORKS opens a private address. */
  readonly publicOnly?: boolean;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** The head of an answer, and its body as it arrives. Whoever has one reads it to its end or closes it. */
export interface OutboundStream {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** @throws OutboundError time.over, answer.long, address.unreachable where it breaks off */
  readonly body: AsyncIterable<Buffer>;
  close(): void;
}

interface Hop {
  readonly url: URL;
  readonly authorization?: string | undefined;
}

/**
 * Requests to addresses that somebody else named, whose answers are too long or too slow to be taken at once (R-SSRF): redirects
 * are followed by hand, each one judged like the first, at most three, never from https to http; the login stays with the server
 * that it belongs to; no cookies, no proxy, no compression.
 */
@Injectable()
export class OutboundStreams {
  constructor(private readonly connector: GuardedConnector) {}

  /** @throws OutboundError */
  async open(text: string, request: OutboundStreamRequest): Promise<OutboundStream> {
    const first = usableUrl(text);
    const patience = new Patience(request.budget.wholeMilliseconds, request.signal);
    let hop: Hop = { url: first };
    let [turns, challenges] = [0, 0];
    try {
      for (;;) {
        const response = await this.exchange(hop, request, patience);
        const status = response.statusCode ?? 0;
        const authorization: string | undefined =
          status === 401 && hop.url.origin === first.origin && challenges < mostChallenges
            ? request.authorize?.(challengeOf(response, hop.url, request.method, (challenges += 1)))
            : undefined;
        const next: Hop | undefined =
          authorization !== undefined
            ? { url: hop.url, authorization }
            : redirects.has(status)
              ? redirected(response, hop, (turns += 1))
              : undefined;
        if (next === undefined) return streamOf(response, request.budget, patience);
        response.destroy();
        hop = next;
      }
    } catch (error) {
      patience.end();
      throw patience.failure(error);
    }
  }

  private async exchange(hop: Hop, request: OutboundStreamRequest, patience: Patience): Promise<IncomingMessage> {
    patience.enter('name', request.budget.connectMilliseconds);
    const socket = await this.connector.connect(hop.url, patience, request.publicOnly);
    patience.enter('headers', request.budget.headersMilliseconds);
    const response = await answered(socket, hop, request, patience);
    patience.enter('body', request.budget.silenceMilliseconds);
    return response;
  }
}

async function answered(
  socket: Socket,
  { url, authorization }: Hop,
  { method = 'GET', headers = {} }: OutboundStreamRequest,
  patience: Patience,
): Promise<IncomingMessage> {
  try {
    return await patience.within(
      new Promise((resolve, reject) => {
        const sent = send({
          method,
          path: url.pathname + url.search,
          headers: {
            ...headers,
            ...(authorization === undefined ? {} : { authorization }),
            host: url.host,
            'user-agent': 'Camgate',
            'accept-encoding': 'identity',
            connection: 'close',
          },
          // Judged and encrypted already; no pool, whose connections were judged for other names.
          createConnection: () => socket,
          signal: patience.signal,
        });
        sent.once('response', resolve);
        // A server that switches protocols or answers CONNECT is no camera.
        sent.once('upgrade', () => sent.destroy(new Error('switched protocols')));
        sent.on('error', reject);
        sent.end();
      }),
    );
  } catch (error) {
    socket.destroy();
    throw patience.failure(error);
  }
}

function challengeOf(response: IncomingMessage, url: URL, method = 'GET', number: number): OutboundChallenge {
  const challenges = response.headersDistinct['www-authenticate'] ?? [];
  return { method, target: url.pathname + url.search, challenges, number };
}

/** @throws OutboundError redirect.refused */
function redirected(response: IncomingMessage, from: Hop, turns: number): Hop {
  const { location } = response.headers;
  const refused = new OutboundError('redirect.refused', { step: 'headers' });
  response.destroy();
  if (location === undefined || turns > mostRedirects || !URL.canParse(location, from.url.href)) throw refused;
  const target = new URL(location, from.url.href);
  target.hash = '';
  if (from.url.protocol === 'https:' && target.protocol !== 'https:') throw refused;
  const url = usableUrl(target.href);
  return url.origin === from.url.origin ? { ...from, url } : { url };
}

/** @throws OutboundError answer.encoded, answer.long */
function streamOf(response: IncomingMessage, budget: OutboundBudget, patience: Patience): OutboundStream {
  // An answer that nobody reads any more may still fail.
  response.on('error', () => undefined);
  const encoding = response.headers['content-encoding'] ?? 'identity';
  const refusal =
    encoding.toLowerCase() !== 'identity'
      ? 'answer.encoded'
      : Number(response.headers['content-length'] ?? 0) > budget.longestBody
        ? 'answer.long'
        : undefined;
  if (refusal) {
    response.destroy();
    throw new OutboundError(refusal, { step: 'headers' });
  }
  return {
    status: response.statusCode ?? 0,
    headers: new Map(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
    body: bodyOf(response, budget, patience),
    close: () => {
      patience.end();
      response.destroy();
    },
  };
}

async function* bodyOf(
  response: IncomingMessage,
  { longestBody, silenceMilliseconds }: OutboundBudget,
  patience: Patience,
): AsyncGenerator<Buffer, void, void> {
  let length = 0;
  try {
    for await (const piece of response) {
      patience.enter('body', silenceMilliseconds);
      const bytes = Buffer.from(piece as Uint8Array);
      length += bytes.byteLength;
      if (length > longestBody) throw new OutboundError('answer.long', { step: 'body' });
      yield bytes;
      patience.enter('body', silenceMilliseconds);
    }
    if (!response.complete) throw new Error('the answer broke off');
  } catch (error) {
    throw patience.failure(error);
  } finally {
    patience.end();
    response.destroy();
  }
}
