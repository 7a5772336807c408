import type { ObjectKind } from '#errors';
import type { ErrorResponse, ErrorContext, ErrorResponder, ErrorMapper } from '../dialect.js';
import { fieldName } from './field-names.js';

/** The names that API v2 documents (WD). */
type FailureName =
  'ValidationError' | 'BadRequest' | 'Forbidden' | 'ApikeyExpired' | 'WrongApikey' | 'NotFound' | 'ApplicationError';

/**
 * Error responses of API v2. A bad session or key is 403 and without a challenge, because its clients wait for 403 to
 * log in again. Clients read `success` and `error_message` (AX); `error` holds the documented name.
 */
export const watcherV2Errors: ErrorMapper = {
  'credential.missing': failure(403, 'Forbidden', 'Authorization is required.'),
  'credential.malformed': malformedCredential,
  'credential.unsupported': failure(403, 'Forbidden', 'These credentials are not accepted here.'),
  'password.wrong': failure(403, 'Forbidden', 'The login or the password is wrong.'),
  'client.wrong': failure(403, 'Forbidden', 'The client id or the client secret is wrong.'),
  'token.undecodable': failure(403, 'WrongApikey', 'The token is not valid.'),
  'token.invalid': failure(403, 'WrongApikey', 'The token is not valid here.'),
  'token.expired': failure(403, 'ApikeyExpired', 'The token has expired.'),
  'token.revoked': failure(403, 'ApikeyExpired', 'The token has been revoked.'),
  'refresh.invalid': failure(403, 'WrongApikey', 'The refresh token is not valid.'),
  'refresh.window-over': failure(403, 'ApikeyExpired', 'The token is too old to be refreshed.'),
  'refresh.unsupported': failure(403, 'WrongApikey', 'The token cannot be refreshed.'),
  'session.invalid': failure(403, 'Forbidden', 'The session is not valid.'),
  'key.too-many': failure(400, 'ValidationError', 'The user has too many API keys.'),
  'key.invalid': failure(403, 'WrongApikey', 'The API key is not valid, or not one of this user.'),
  'attempts.exceeded': failure(429, 'Forbidden', 'Too many failed attempts; try again later.'),
  'permission.missing': failure(403, 'Forbidden', 'The caller may not do this.'),
  'scope.invalid': failure(400, 'BadRequest', 'The scope is not one that the client may have.'),
  'grant.rejected': failure(400, 'BadRequest', 'The token cannot be given.'),
  'auth.busy': retrySoon(failure(503, 'ApplicationError', 'The server is busy; try again in a second.')),
  'login.taken': failure(400, 'ValidationError', 'The login is taken.'),
  'password.unacceptable': failure(400, 'ValidationError', 'The password is not acceptable.'),
  'password.change-required': failure(403, 'Forbidden', 'The password is temporary.'),
  'factor.missing': failure(403, 'Forbidden', 'The sign-in is not complete.'),
  'factor.enrolment-required': failure(403, 'Forbidden', 'The sign-in is not complete.'),
  'passkey.unavailable': failure(501, 'ApplicationError', 'This server cannot do this.'),
  'sign-in.too-old': failure(403, 'Forbidden', 'The sign-in is not complete.'),
  'account.not-found': failure(404, 'NotFound', 'There is no such user.'),
  'client-id.taken': failure(400, 'ValidationError', 'The client id is taken.'),
  'organization.not-found': failure(404, 'NotFound', 'There is no such organization.'),
  'organization.forbidden': failure(403, 'Forbidden', 'The caller may not change this organization.'),
  'organization.not-empty': failure(400, 'ValidationError', 'The organization is still in use: it has cameras.'),
  'owner.needed': failure(
    400,
    'ValidationError',
    'The user owns organizations: name another owner, or delete them, too.',
  ),
  'membership.invalid': failure(400, 'ValidationError', 'There is no such user or organization.'),
  'account.readonly': failure(403, 'Forbidden', 'This account may not change its own data.'),
  'account.invalid': ofField('The account cannot have this value'),
  'one-time-token.invalid': failure(400, 'ValidationError', 'The link is not valid, or no longer.'),
  'object.not-found': (error) => failure(404, 'NotFound', `There is no such ${nounOf(error)}.`)(error),
  'object.forbidden': failure(403, 'Forbidden', 'The caller may not do this.'),
  'object.invalid': ofField('A value cannot be held'),
  'object.taken': (error) => failure(400, 'ValidationError', `The ${nounOf(error)} is taken, or still in use.`)(error),
  'object.changed': failure(400, 'BadRequest', 'It has been changed since it was read.'),
  'idempotency.running': failure(400, 'BadRequest', 'The first request with this key is not answered yet.'),
  'idempotency.reused': failure(400, 'BadRequest', 'The key belongs to another request.'),
  'limit.reached': failure(403, 'Forbidden', 'The limit is reached: there can be no more of them.'),
  'list.invalid': failure(400, 'BadRequest', 'The query cannot be answered.'),
  'action.unsupported': failure(501, 'ApplicationError', 'This server cannot do this.'),
  'camera.not-found': failure(404, 'NotFound', 'There is no such camera.'),
  'camera.forbidden': failure(403, 'Forbidden', 'The caller may not change this camera.'),
  'camera.invalid': invalidCamera,
  'camera.taken': (error) =>
    failure(400, 'ValidationError', `There is a camera with this ${fieldOf(error) ?? 'value'} already.`)(error),
  'camera.changed': failure(400, 'BadRequest', 'The camera has been changed since it was read.'),
  'cursor.invalid': failure(400, 'BadRequest', 'The position does not belong to this list.'),
  'cursor.expired': failure(410, 'BadRequest', 'The position is too old: list again.'),
  'database.unavailable': failure(503, 'ApplicationError', 'The server cannot answer now; try again later.'),
  'query.too-slow': retrySoon(failure(503, 'ApplicationError', 'The query takes too long; narrow it.')),
  'input.invalid': invalidInput,
  'input.unreadable': failure(400, 'BadRequest', 'The request cannot be read.'),
  'input.too-large': failure(413, 'BadRequest', 'The request is too large.'),
  'input.too-slow': failure(408, 'BadRequest', 'The request took too long to arrive.'),
  'input.media-unsupported': failure(415, 'BadRequest', 'The media type of the body is not supported.'),
  'input.not-acceptable': failure(406, 'BadRequest', 'The answer has no form that Accept takes.'),
  'input.precondition-missing': failure(428, 'BadRequest', 'The change must state the version that it is meant for.'),
  'route.unknown': failure(404, 'NotFound', 'There is nothing at this path.'),
  'method.unknown': failure(405, 'BadRequest', 'The path does not know this method.'),
  'server.fault': failure(500, 'ApplicationError', 'The server failed; the fault has been recorded.'),
};

function failure(status: number, error: FailureName, sentence: string): ErrorResponder {
  return ({ issues }) => ({
    status,
    body: {
      success: false,
      error,
      error_message: issues.length === 0 ? sentence : issues.map(({ message }) => message).join(' '),
    },
  });
}

/** The name of an object in error messages, where API v2 calls it otherwise than the core. */
const nouns: Readonly<Partial<Record<ObjectKind, string>>> = {
  membership: 'user in this organization',
  'camera-permission': 'permission',
  'folder-permission': 'user in this folder',
  grant: 'permission',
  'camera-group': 'group',
  device: 'device token',
};

function nounOf({ object }: ErrorContext): string {
  return object === undefined ? 'thing' : (nouns[object] ?? object.replaceAll('-', ' '));
}

/** A value that the core cannot hold: the core names its field. */
function ofField(sentence: string): ErrorResponder {
  return (error) => {
    const field = fieldOf(error);
    return failure(400, 'ValidationError', field === undefined ? `${sentence}.` : `${sentence}: ${field}.`)(error);
  };
}

function fieldOf({ reason, object }: ErrorContext): string | undefined {
  return reason === undefined ? undefined : fieldName(reason, object);
}

function invalidCamera(error: ErrorContext): ErrorResponse {
  const field = fieldOf(error);
  const sentence = `A camera cannot have this${field === undefined ? ' value' : `: ${field}`}.`;
  return failure(400, error.method === 'GET' ? 'BadRequest' : 'ValidationError', sentence)(error);
}

/** A bad parameter is a bad request, a bad field of a body does not validate; both name the field. */
function invalidInput(error: ErrorContext): ErrorResponse {
  const name = error.method === 'GET' ? 'BadRequest' : 'ValidationError';
  return failure(400, name, 'The request is not valid.')(error);
}

/** Two credentials in one request are a bad request; one that cannot be read is no credential. */
function malformedCredential(error: ErrorContext): ErrorResponse {
  const several = error.reason === 'repeated' || error.reason === 'conflicting';
  return several
    ? failure(400, 'BadRequest', 'More than one authorization stands in the request.')(error)
    : failure(403, 'Forbidden', 'The authorization cannot be read.')(error);
}

function retrySoon(responder: ErrorResponder): ErrorResponder {
  return (error) => ({ ...responder(error), headers: { 'retry-after': '1' } });
}
