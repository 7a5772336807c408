import type { ObjectKind } from '#errors';
import type { ErrorResponse, ErrorContext, ErrorResponder, ErrorMapper } from '../dialect.js';
import { wireName } from './field-names.js';
import { isLogin } from './watcher-v3.credential.js';

/** Where the error is: a query parameter, or a place in the body. */
type Source = { readonly parameter: string } | { readonly pointer: string };

/** The errors of client-api v3: `errors[]` (OAD error.yml) and, beside it, the older `error` string. */
export const watcherV3Errors: ErrorMapper = {
  'credential.missing': unauthorized('credentials_required', 'Authentication is required'),
  'credential.malformed': malformedCredential,
  'credential.unsupported': unauthorized('unsupported_credentials', 'These credentials are not accepted here'),
  'password.wrong': unauthorized('wrong_credentials', 'The login or the password is wrong'),
  'client.wrong': unauthorized('wrong_credentials', 'The client id or the client secret is wrong'),
  'token.undecodable': unauthorized('invalid_token', 'The access token is not valid'),
  'token.invalid': unauthorized('invalid_token', 'The access token is not valid here'),
  'token.expired': unauthorized('token_expired', 'The access token has expired'),
  'token.revoked': unauthorized('token_revoked', 'The access token has been revoked'),
  'refresh.invalid': unauthorized('invalid_refresh_token', 'The refresh token is not valid'),
  'refresh.window-over': unauthorized('invalid_refresh_token', 'The refresh token is not valid'),
  'refresh.unsupported': unauthorized('invalid_refresh_token', 'The refresh token is not valid'),
  'session.invalid': unauthorized('invalid_session', 'The session is not valid'),
  'key.too-many': failure(409, 'too_many_apikeys', 'The user has too many API keys'),
  'key.invalid': unauthorized('invalid_apikey', 'The API key is not valid'),
  'attempts.exceeded': failure(429, 'too_many_attempts', 'Too many failed attempts, try again later'),
  'permission.missing': failure(403, 'forbidden', 'The caller may not do this'),
  'scope.invalid': failure(400, 'invalid_scope', 'The scope is not one that the client may have'),
  'grant.rejected': failure(400, 'invalid_grant', 'The token cannot be given'),
  'auth.busy': retrySoon(failure(503, 'unavailable', 'The server is busy, try again in a second')),
  'login.taken': loginTaken,
  'password.unacceptable': failure(400, 'password_unacceptable', 'The password is not acceptable', {
    pointer: '/password',
  }),
  'password.change-required': failure(403, 'password_change_required', 'The password is temporary'),
  'factor.missing': failure(403, 'sign_in_incomplete', 'The sign-in is not complete'),
  'factor.enrolment-required': failure(403, 'sign_in_incomplete', 'The sign-in is not complete'),
  'passkey.unavailable': failure(501, 'not_supported', 'This server cannot do this'),
  'sign-in.too-old': failure(403, 'sign_in_incomplete', 'The sign-in is not complete'),
  'account.not-found': failure(404, 'user_not_found', 'User not found'),
  'client-id.taken': failure(409, 'client_id_taken', 'The client id is taken'),
  'organization.not-found': failure(404, 'organization_not_found', 'Organization not found'),
  'organization.forbidden': failure(403, 'forbidden', 'The caller may not change this organization'),
  'organization.not-empty': failure(409, 'organization_not_empty', 'The organization still has streams'),
  'owner.needed': failure(
    409,
    'user_owns_organizations',
    'The user owns organizations: name another owner, or delete them, too',
  ),
  'membership.invalid': failure(400, 'membership_invalid', 'There is no such user or organization'),
  'account.readonly': failure(403, 'account_readonly', 'This account may not change its own data'),
  'account.invalid': ofField('The account cannot have this value'),
  'one-time-token.invalid': unauthorized('invalid_token', 'The token is not valid, or no longer'),
  'object.not-found': (error) => failure(404, `${nounOf(error)}_not_found`, 'There is no such thing')(error),
  'object.forbidden': failure(403, 'forbidden', 'The caller may not do this'),
  'object.invalid': ofField('The value cannot be held'),
  'object.taken': (error) => failure(409, `${nounOf(error)}_exists`, 'It is taken, or still in use')(error),
  'object.changed': failure(409, 'object_changed', 'It has been changed since it was read'),
  'idempotency.running': failure(409, 'request_running', 'The first request with this key is not answered yet'),
  'idempotency.reused': failure(422, 'key_reused', 'The key belongs to another request'),
  'limit.reached': failure(402, 'limit_reached', 'The organization is at its limit'),
  'list.invalid': ofField('The query cannot be answered'),
  'action.unsupported': failure(501, 'not_supported', 'This server cannot do this'),
  'camera.not-found': failure(404, 'stream_not_found', 'Stream not found'),
  'camera.forbidden': failure(403, 'forbidden', 'The caller may not change this stream'),
  'camera.invalid': failure(400, 'invalid_value', 'The stream or the query holds a value that cannot be'),
  'camera.taken': failure(409, 'stream_exists', 'There is such a stream already'),
  'camera.changed': failure(409, 'stream_changed', 'The stream has been changed since it was read'),
  'cursor.invalid': failure(400, 'bad_cursor', 'The cursor does not belong to this query', { parameter: 'cursor' }),
  'cursor.expired': failure(410, 'bad_cursor', 'The cursor is too old: list again', { parameter: 'cursor' }),
  'database.unavailable': failure(503, 'unavailable', 'The server cannot answer now, try again later'),
  'query.too-slow': retrySoon(failure(503, 'query_too_slow', 'The query takes too long, narrow it')),
  'input.invalid': failure(400, 'bad_request', 'The request is not valid'),
  'input.unreadable': unreadable,
  'input.too-large': failure(413, 'too_large', 'The request is too large'),
  'input.too-slow': failure(408, 'too_slow', 'The request took too long to arrive'),
  'input.media-unsupported': failure(415, 'unsupported_media_type', 'The media type of the body is not supported'),
  'input.not-acceptable': failure(406, 'not_acceptable', 'The answer has no form that Accept takes'),
  'input.precondition-missing': failure(
    428,
    'precondition_required',
    'The change must state the version that it is meant for',
  ),
  'route.unknown': failure(404, 'not_found', 'Not found'),
  // The name that Flussonic's own library has for it (OH).
  'method.unknown': failure(405, 'unknown_operation', 'The path does not know this method'),
  'server.fault': failure(500, 'internal_error', 'The server failed, the fault has been recorded'),
};

/** One entry for each thing that is wrong; its own code and place where it has them. */
function failure(status: number, code: string, title: string, source?: Source): ErrorResponder {
  return ({ issues, method }) => {
    const entries =
      issues.length === 0
        ? [{ code, title, source }]
        : issues.map(({ field, rule, message }) => ({
            code: isCode(rule) ? rule : code,
            title: message,
            source: field === '' ? source : placeOf(field, method),
          }));
    return {
      status,
      body: {
        errors: entries.map((entry) => ({
          status: String(status),
          code: entry.code,
          title: entry.title,
          ...(entry.source ? { source: entry.source } : {}),
        })),
        error: entries[0]?.code ?? code,
      },
    };
  };
}

/** The names of objects that this dialect calls otherwise than the core. */
const nouns: Readonly<Partial<Record<ObjectKind, string>>> = {
  camera: 'stream',
  'camera-permission': 'permission',
  'folder-permission': 'permission',
  grant: 'permission',
  membership: 'user',
  share: 'shared_token',
};

function nounOf({ object }: ErrorContext): string {
  return object === undefined ? 'object' : (nouns[object] ?? object.replaceAll('-', '_'));
}

/** A value that the core rejects; the core names its field. */
function ofField(title: string): ErrorResponder {
  return (error) => {
    const source = error.reason === undefined ? undefined : placeOf(wireName(error.reason, error.object), error.method);
    return failure(400, 'invalid_value', title, source)(error);
  };
}

/** A login that a user has already, or one that no user can have. */
function loginTaken(error: ErrorContext): ErrorResponse {
  const source = { pointer: '/name' };
  return error.reason === 'unacceptable'
    ? failure(400, 'invalid_value', 'Nobody can have this login', source)(error)
    : failure(409, 'login_taken', 'The login is taken', source)(error);
}

/** The rules of this dialect's own input errors are codes; class-validator's names are not. */
function isCode(rule: string): boolean {
  return rule.includes('_');
}

function placeOf(field: string, method: string): Source {
  return method === 'GET' ? { parameter: field } : { pointer: `/${field.replaceAll('.', '/')}` };
}

/** Broken JSON has a name of its own in v3 (OH); a broken URL is just a bad request. */
function unreadable(error: ErrorContext): ErrorResponse {
  return failure(400, error.method === 'GET' ? 'bad_request' : 'broken_json', 'The request cannot be read')(error);
}

/**
 * 401 with the challenge of what was tried (R-HDR-1): Basic at `/login` and where Basic was used, else Bearer, with an
 * error code only if something was presented. A browser's own scripts get no Basic challenge: it would open a prompt.
 */
function unauthorized(code: string, title: string): ErrorResponder {
  return (error) => {
    const response = failure(401, code, title)(error);
    const basic =
      error.presented === 'password' ||
      (isLogin(error.path) && (error.presented === undefined || error.reason === 'not-basic'));
    if (!basic) {
      const detail = error.presented === undefined ? '' : `, error="invalid_token", error_description="${title}"`;
      return { ...response, headers: { 'www-authenticate': `Bearer realm="watcher"${detail}` } };
    }
    return error.scripted ? response : { ...response, headers: { 'www-authenticate': basicChallenge } };
  };
}

const basicChallenge = 'Basic realm="watcher", charset="UTF-8"';

/** Two credentials in one request are a bad request and not a failed sign-in (RFC 6750 §3.1). */
function malformedCredential(error: ErrorContext): ErrorResponse {
  if (error.reason !== 'repeated' && error.reason !== 'conflicting')
    return unauthorized('invalid_credentials', 'The credentials cannot be read')(error);
  const response = failure(
    400,
    'repeated_credentials',
    'Credentials must stand once, in the Authorization header',
  )(error);
  return { ...response, headers: { 'www-authenticate': 'Bearer realm="watcher", error="invalid_request"' } };
}

function retrySoon(responder: ErrorResponder): ErrorResponder {
  return (error) => ({ ...responder(error), headers: { 'retry-after': '1' } });
}
