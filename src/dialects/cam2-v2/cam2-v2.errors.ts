import type { ErrorResponse, ErrorContext, ErrorResponder, ErrorMapper } from '../dialect.js';
import { wireNameOf } from './camera-names.js';

/**
 * Error responses of CAM2 v2: `{"message": text}` and one of the statuses that its client knows: 401, 403, 404, 409,
 * 422. The client reads the text of a 401 before anything else: only `Token expired.` lets it sign in again.
 */
export const cam2V2Errors: ErrorMapper = {
  'credential.missing': unauthorized('No token provided.'),
  'credential.malformed': malformedCredential,
  'credential.unsupported': unauthorized('Failed to authenticate token'),
  'password.wrong': unauthorized('Failed to authenticate token'),
  'client.wrong': unauthorized('Bad client secret'),
  'token.undecodable': unauthorized('Failed to authenticate token'),
  'token.invalid': unauthorized('Failed to authenticate token'),
  'token.expired': unauthorized('Token expired.'),
  // Its level has changed, or it is revoked: asking for a new token shows which, as with the original's tokens of five minutes.
  'token.revoked': unauthorized('Token expired.'),
  'refresh.invalid': unauthorized('Failed to authenticate token'),
  'refresh.window-over': unauthorized('Failed to authenticate token'),
  'refresh.unsupported': unauthorized('Failed to authenticate token'),
  'session.invalid': unauthorized('Failed to authenticate token'),
  'key.invalid': unauthorized('Failed to authenticate token'),
  'key.too-many': message(409, 'The user has too many API keys.'),
  'attempts.exceeded': message(429, 'Too many attempts; try again later.'),
  'permission.missing': forbidden,
  'scope.invalid': message(403, 'The token does not allow this.'),
  'grant.rejected': message(403, 'The token cannot be given.'),
  'auth.busy': busy,
  'login.taken': message(409, 'The login is taken.'),
  'password.unacceptable': message(422, 'The password is not acceptable.'),
  'password.change-required': unknownClient,
  'factor.missing': message(403, 'The sign-in is not complete.'),
  'factor.enrolment-required': message(403, 'The sign-in is not complete.'),
  'passkey.unavailable': message(501, 'This server cannot do this.'),
  'sign-in.too-old': message(403, 'The sign-in is not complete.'),
  'account.not-found': unknownClient,
  'client-id.taken': message(409, 'The client id is taken.'),
  'organization.not-found': message(404, 'No such organization.'),
  'organization.forbidden': message(403, 'Not permitted.'),
  'organization.not-empty': message(409, 'The organization still has cameras.'),
  'owner.needed': message(409, 'The user owns organizations: name another owner, or delete them, too.'),
  'membership.invalid': message(422, 'The membership is not possible.'),
  'account.readonly': message(403, 'This account may not change its own data.'),
  'account.invalid': message(422, 'The account cannot have this value.'),
  'one-time-token.invalid': message(422, 'The link is not valid, or no longer.'),
  'object.not-found': message(404, 'There is no such thing.'),
  'object.forbidden': message(403, 'The caller may not do this.'),
  'object.invalid': message(422, 'The value cannot be held.'),
  'object.taken': message(409, 'It is taken, or still in use.'),
  'object.changed': message(409, 'It has been changed by somebody else in the meantime.'),
  'idempotency.running': message(409, 'The first request with this key is not answered yet.'),
  'idempotency.reused': message(422, 'The key belongs to another request.'),
  'limit.reached': message(402, 'The organization is at its limit.'),
  'list.invalid': message(422, 'The query cannot be answered.'),
  'action.unsupported': message(501, 'This server cannot do this.'),
  'camera.not-found': message(404, 'No camera exists with given camera id.'),
  'camera.forbidden': message(403, 'Forbidden to change this camera.'),
  'camera.invalid': ofCamera(422, 'is not valid.'),
  'camera.taken': ofCamera(409, 'already exists.'),
  'camera.changed': message(409, 'The camera has been changed by somebody else in the meantime.'),
  'cursor.invalid': message(422, 'The offset is not valid.'),
  'cursor.expired': message(422, 'The offset is too old.'),
  'query.too-slow': busy,
  'database.unavailable': message(503, 'Service temporarily unavailable, try again later.'),
  'input.invalid': invalidInput(422, 'The request is not valid.'),
  'input.unreadable': invalidInput(422, 'The request cannot be read.'),
  'input.too-large': message(413, 'The request is too large.'),
  'input.too-slow': message(408, 'The request took too long to arrive.'),
  'input.media-unsupported': invalidInput(415, 'The media type of the body is not supported.'),
  'input.not-acceptable': invalidInput(406, 'The answer has no form that Accept takes.'),
  'input.precondition-missing': invalidInput(428, 'The change must state the version that it is meant for.'),
  'route.unknown': message(404, 'Not found.'),
  'method.unknown': (error) => message(405, `The method ${error.method} is not allowed here.`)(error),
  'server.fault': message(500, 'Internal server error.'),
};

const forbiddenUsage = 'Forbidden to view API usage of this client';

function message(status: number, text: string): ErrorResponder {
  return () => ({ status, body: { message: text } });
}

/** R-HDR-1: no error code where nothing was presented; a client's secret is no Bearer token. */
function unauthorized(text: string): ErrorResponder {
  return (error) => {
    const detail = error.presented === undefined ? '' : ', error="invalid_token"';
    return { status: 401, headers: { 'www-authenticate': `Bearer realm="cam2"${detail}` }, body: { message: text } };
  };
}

function malformedCredential(error: ErrorContext): ErrorResponse {
  const isDouble = error.reason === 'repeated' || error.reason === 'conflicting';
  const text = isDouble ? 'A token must stand once: in the header or in access_token.' : 'Failed to authenticate token';
  return isDouble ? message(400, text)(error) : unauthorized(text)(error);
}

/** The client takes a 403 of `apps/*` for a fault of the server, except where it asks for another owner's usage. */
function forbidden(error: ErrorContext): ErrorResponse {
  if (error.reason === 'owner') return message(403, forbiddenUsage)(error);
  const isOfApps = /^\/cam2\/v2\/apps(\/|$)/i.test(error.path);
  const text = isOfApps ? 'Not permitted with this permission level.' : 'Forbidden with this permission level.';
  return {
    status: isOfApps ? 401 : 403,
    headers: { 'www-authenticate': 'Bearer realm="cam2", error="insufficient_scope"' },
    body: { message: text },
  };
}

function unknownClient(error: ErrorContext): ErrorResponse {
  const atAuth = /^\/cam2\/v2\/auth\/?$/i.test(error.path);
  return message(404, atAuth ? 'Cannot find client with that ClientID' : 'No app exists with given client id.')(error);
}

function ofCamera(status: number, what: string): ErrorResponder {
  return (error) => message(status, `${wireNameOf(error.reason)} ${what}`)(error);
}

function invalidInput(status: number, fallback: string): ErrorResponder {
  return (error) => {
    const texts = error.issues.map((issue) => issue.message).join(' ');
    return message(status, texts || fallback)(error);
  };
}

function busy(error: ErrorContext): ErrorResponse {
  const response = message(503, 'The server is busy or the query takes too long; narrow it or try again.')(error);
  return { ...response, headers: { 'retry-after': '1' } };
}
