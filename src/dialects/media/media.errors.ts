import type { ErrorResponder, ErrorMapper } from '../dialect.js';

const unauthorized = answer(401, 'unauthorized');
const denied = answer(403, 'denied');
const unreadable = answer(400, 'bad request');
const missing = answer(404, 'not found');
const conflict = answer(409, 'conflict');
const busy = answer(503, 'busy');

/**
 * Media servers read the status and nothing else: the body is one word for the readers of their logs, and it tells
 * nothing about the camera or the viewer.
 */
export const mediaErrors: ErrorMapper = {
  'credential.missing': unauthorized,
  'credential.malformed': (error) => (error.reason === 'conflicting' ? unreadable : unauthorized)(error),
  'credential.unsupported': unauthorized,
  'password.wrong': unauthorized,
  'client.wrong': unauthorized,
  'token.undecodable': unauthorized,
  'token.invalid': unauthorized,
  'token.expired': unauthorized,
  'token.revoked': unauthorized,
  'refresh.invalid': unauthorized,
  'refresh.window-over': unauthorized,
  'refresh.unsupported': unauthorized,
  'session.invalid': unauthorized,
  'key.invalid': unauthorized,
  'key.too-many': unreadable,
  'one-time-token.invalid': unauthorized,
  'attempts.exceeded': answer(429, 'too many attempts'),
  'permission.missing': denied,
  'scope.invalid': unreadable,
  'grant.rejected': unreadable,
  'auth.busy': busy,
  'login.taken': conflict,
  'password.unacceptable': unreadable,
  'password.change-required': missing,
  'factor.missing': denied,
  'factor.enrolment-required': denied,
  'passkey.unavailable': answer(501, 'not supported'),
  'sign-in.too-old': denied,
  'account.not-found': missing,
  'client-id.taken': conflict,
  'account.readonly': denied,
  'account.invalid': unreadable,
  'organization.not-found': missing,
  'organization.forbidden': denied,
  'organization.not-empty': denied,
  'owner.needed': denied,
  'membership.invalid': unreadable,
  'object.not-found': missing,
  'object.forbidden': denied,
  'object.invalid': unreadable,
  'object.taken': conflict,
  'object.changed': conflict,
  'idempotency.running': conflict,
  'idempotency.reused': conflict,
  'limit.reached': denied,
  'list.invalid': unreadable,
  'action.unsupported': answer(501, 'not supported'),
  'camera.not-found': missing,
  'camera.forbidden': denied,
  'camera.invalid': unreadable,
  'camera.taken': conflict,
  'camera.changed': conflict,
  'cursor.invalid': unreadable,
  'cursor.expired': unreadable,
  'query.too-slow': busy,
  'database.unavailable': answer(503, 'unavailable'),
  'input.invalid': unreadable,
  'input.unreadable': unreadable,
  'input.too-large': answer(413, 'too large'),
  'input.too-slow': answer(408, 'too slow'),
  'input.media-unsupported': answer(415, 'unsupported media type'),
  'input.not-acceptable': answer(406, 'not acceptable'),
  'input.precondition-missing': answer(428, 'precondition required'),
  'route.unknown': missing,
  'method.unknown': answer(405, 'method not allowed'),
  'server.fault': answer(500, 'internal error'),
};

function answer(status: number, word: string): ErrorResponder {
  return () => ({
    status,
    body: word,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="camgate"' } : {}),
      ...(status === 503 ? { 'retry-after': '1' } : {}),
    },
  });
}
