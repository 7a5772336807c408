import type { ErrorResponse, ErrorContext, ErrorResponder, ErrorMapper } from '../dialect.js';
import { wireNameOf } from './camera-names.js';
import { ruleOfWhole } from './field.decorator.js';

/**
 * Error responses of CAM2API: `{"detail": text}`, or validation errors as `{"field": [texts]}` with
 * `non_field_errors` for the whole. The texts are the original's; 401 where it answered 403 (see the README).
 */
export const cam2V1Errors: ErrorMapper = {
  'credential.missing': (error) =>
    unauthorized(
      isRegistration(error) ? 'Please provide Authorization Header' : 'Authentication credentials were not provided.',
    )(error),
  'credential.malformed': malformedCredential,
  'credential.unsupported': unauthorized('Please provide JWT authentication credentials'),
  'password.wrong': unauthorized('Invalid username/password.'),
  'client.wrong': nonField('client id and secret does not match.'),
  'token.undecodable': badToken('Decode Error'),
  'token.invalid': badToken('Invalid Token'),
  'token.expired': badToken('Signature has expired'),
  'token.revoked': badToken('Invalid Payload. Client_id cannot be found'),
  'refresh.invalid': badToken('Invalid Token'),
  'refresh.window-over': badToken('Refresh token has been expired'),
  'refresh.unsupported': badToken('This is not an refreshable token'),
  'session.invalid': unauthorized('Invalid Token'),
  'key.invalid': unauthorized('Decode Error'),
  'key.too-many': detail(409, 'The user has too many API keys.'),
  'attempts.exceeded': throttled,
  'permission.missing': forbidden,
  'scope.invalid': detail(403, 'You do not have permission to perform this action.'),
  'grant.rejected': detail(403, 'The token cannot be given.'),
  'auth.busy': busy,
  'login.taken': field(400, 'login', 'user with this login already exists.'),
  'password.unacceptable': field(400, 'password', 'This password is not acceptable.'),
  'password.change-required': detail(403, 'The password is temporary.'),
  'factor.missing': detail(403, 'The sign-in is not complete.'),
  'factor.enrolment-required': detail(403, 'The sign-in is not complete.'),
  'passkey.unavailable': detail(501, 'This server cannot do this.'),
  'sign-in.too-old': detail(403, 'The sign-in is not complete.'),
  'account.not-found': detail(404, 'Not found.'),
  'client-id.taken': takenApplication,
  'organization.not-found': detail(404, 'Not found.'),
  'organization.forbidden': detail(403, 'You do not have permission to perform this action.'),
  'organization.not-empty': detail(409, 'The organization still has cameras.'),
  'owner.needed': detail(409, 'The user owns organizations: name another owner, or delete them, too.'),
  'membership.invalid': detail(400, 'The membership is not possible.'),
  'account.readonly': detail(403, 'This account may not change its own data.'),
  'account.invalid': detail(400, 'The account cannot have this value.'),
  'one-time-token.invalid': detail(400, 'The link is not valid, or no longer.'),
  'object.not-found': detail(404, 'There is no such thing.'),
  'object.forbidden': detail(403, 'The caller may not do this.'),
  'object.invalid': detail(400, 'The value cannot be held.'),
  'object.taken': detail(409, 'It is taken, or still in use.'),
  'object.changed': detail(409, 'It has been changed by somebody else in the meantime.'),
  'idempotency.running': detail(409, 'The first request with this key is not answered yet.'),
  'idempotency.reused': detail(422, 'The key belongs to another request.'),
  'limit.reached': detail(402, 'The organization is at its limit.'),
  'list.invalid': ofCamera('The query cannot be answered.'),
  'action.unsupported': detail(501, 'This server cannot do this.'),
  'camera.not-found': detail(404, 'Not found.'),
  'camera.forbidden': detail(403, 'You do not have permission to perform this action.'),
  'camera.invalid': ofCamera('This value is not valid.'),
  'camera.taken': takenCamera,
  'camera.changed': detail(409, 'The camera has been changed by somebody else in the meantime.'),
  'cursor.invalid': detail(400, 'Invalid cursor.'),
  'cursor.expired': detail(410, 'The cursor is too old.'),
  'query.too-slow': busy,
  'database.unavailable': detail(503, 'Service temporarily unavailable, try again later.'),
  'input.invalid': invalidInput,
  'input.unreadable': unreadableInput,
  'input.too-large': detail(413, 'The request body is too large.'),
  'input.too-slow': detail(408, 'The request took too long to arrive.'),
  'input.media-unsupported': unsupportedMedia,
  'input.not-acceptable': detail(406, 'The answer has no form that Accept takes.'),
  'input.precondition-missing': detail(428, 'The change must state the version that it is meant for.'),
  'route.unknown': detail(404, 'Not found.'),
  'method.unknown': (error) => detail(405, `Method "${error.method}" not allowed.`)(error),
  'server.fault': detail(500, 'A server error occurred.'),
};

const refreshPath = /^\/refresh_token(\.json)?\/?$/;
const registrationPath = /^\/register_app(\.json)?\/?$/;

function isRegistration({ path }: ErrorContext): boolean {
  return registrationPath.test(path);
}

/** R-HDR-1: a 401 names the scheme; Basic never to a script in a browser, where it would open the browser's prompt. */
function challengeOf(error: ErrorContext): Readonly<Record<string, string>> {
  const takesBasic = isRegistration(error) && !error.scripted;
  return { 'www-authenticate': `JWT realm="api"${takesBasic ? ', Basic realm="api", charset="UTF-8"' : ''}` };
}

function detail(status: number, text: string): ErrorResponder {
  return () => ({ status, body: { detail: text } });
}

function field(status: number, name: string, text: string): ErrorResponder {
  return () => ({ status, body: { [name]: [text] } });
}

function nonField(text: string): ErrorResponder {
  return field(400, 'non_field_errors', text);
}

function unauthorized(text: string): ErrorResponder {
  return (error) => ({ status: 401, headers: challengeOf(error), body: { detail: text } });
}

/** A token in the body of `/refresh_token/` is input (400); in the `Authorization` header it is a credential (401). */
function badToken(text: string): ErrorResponder {
  const asInput = nonField(text);
  const asCredential = unauthorized(text);
  return (error) => (refreshPath.test(error.path) ? asInput(error) : asCredential(error));
}

const malformed: Readonly<Record<string, string>> = {
  'token-absent': 'Invalid Authorization header. No credentials provided.',
  'token-spaced': 'Invalid Authorization header. Credentials string should not contain spaces.',
  repeated: 'Invalid Authorization header. It must stand once.',
};
/** The original read this route's header by other words. */
const malformedAtRegistration: Readonly<Record<string, string>> = {
  'scheme-unknown': 'Invalid Authorization method',
  'token-absent': 'Invalid Authorization Header. No credentials provided',
  'token-spaced': 'Invalid Authorization Header. Credential string should not contain string',
  'not-basic': 'Invalid Token',
};

function malformedCredential(error: ErrorContext): ErrorResponse {
  const reason = error.reason ?? '';
  if (reason === 'conflicting') return detail(400, 'A request carries one credential.')(error);
  const special = isRegistration(error) ? malformedAtRegistration[reason] : undefined;
  const text = special ?? malformed[reason] ?? 'Please provide JWT authentication credentials';
  return unauthorized(text)(error);
}

/** A guest gets 401 and may authenticate; an identified caller gets 403. */
function forbidden(error: ErrorContext): ErrorResponse {
  return error.presented === undefined
    ? unauthorized('Authentication credentials were not provided.')(error)
    : detail(403, 'You do not have permission to perform this action.')(error);
}

function throttled(error: ErrorContext): ErrorResponse {
  const seconds = Math.ceil(error.retryAfterSeconds ?? 1);
  return detail(
    429,
    `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`,
  )(error);
}

function busy(error: ErrorContext): ErrorResponse {
  const response = detail(503, 'The server is busy or the query takes too long; narrow it or try again.')(error);
  return { ...response, headers: { 'retry-after': '1' } };
}

function ofCamera(text: string): ErrorResponder {
  return (error) => field(400, wireNameOf(error.reason), text)(error);
}

const takenTexts: Readonly<Record<string, string>> = {
  url: 'non_ip with this url already exists.',
  ip: 'ip with this ip and port already exists.',
};

function takenCamera(error: ErrorContext): ErrorResponse {
  const name = wireNameOf(error.reason);
  return field(400, name, takenTexts[name] ?? `camera with this ${name} already exists.`)(error);
}

function takenApplication(error: ErrorContext): ErrorResponse {
  return error.reason === 'name'
    ? field(400, 'app_name', 'application with this app name already exists.')(error)
    : field(400, 'client_id', 'application with this client_id already exists.')(error);
}

function invalidInput(error: ErrorContext): ErrorResponse {
  // Names come from the caller in part; a Map, so that `__proto__` is a name like any other.
  const texts = new Map<string, readonly string[]>();
  for (const { field: place, rule, message } of error.issues) {
    const name = place === '' || rule === ruleOfWhole ? 'non_field_errors' : place;
    texts.set(name, [...(texts.get(name) ?? []), message]);
  }
  return { status: 400, body: Object.fromEntries(texts) };
}

function unreadableInput(error: ErrorContext): ErrorResponse {
  const text = error.issues[0]?.message ?? 'The request cannot be read.';
  return detail(400, text.replace(/^The body is not valid JSON: /, 'JSON parse error - '))(error);
}

function unsupportedMedia(error: ErrorContext): ErrorResponse {
  const [, mediaType] = /"(.*)"/.exec(error.issues[0]?.message ?? '') ?? [];
  return detail(415, `Unsupported media type "${mediaType ?? ''}" in request.`)(error);
}
