import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { notingRateLimits, type RateLimit } from '#auth';

const limitsOf = new WeakMap<FastifyRequest, Map<string, RateLimit>>();

/** Lets the answers of a route state the limits that were counted for them (draft-ietf-httpapi-ratelimit-headers-11). */
export function stateRateLimits(route: RouteOptions): void {
  // After the body was read: its events would lose the context.
  route.preValidation = (request, reply, done) => {
    const limits = new Map<string, RateLimit>();
    limitsOf.set(request, limits);
    reply.raw.once('close', notingRateLimits(limits, done));
  };
  route.onSend = (request, reply, _payload, done) => {
    setHeaders(reply, [...(limitsOf.get(request)?.values() ?? [])]);
    done();
  };
}

/** Both are lists of structured fields (RFC 9651): a name and its parameters. */
function setHeaders(reply: FastifyReply, limits: readonly RateLimit[]): void {
  if (limits.length === 0) return;
  const policies = limits.map(({ policy, quota, windowSeconds }) => `"${policy}";q=${quota};w=${windowSeconds}`);
  const states = limits.map(
    ({ policy, remaining, resetSeconds }) =>
      `"${policy}";r=${remaining}${resetSeconds === undefined ? '' : `;t=${resetSeconds}`}`,
  );
  void reply.headers({ 'ratelimit-policy': policies.join(', '), ratelimit: states.join(', ') });
}
