import { type GrantError, grantErrors } from '#auth';
import type { ErrorResponse, ErrorContext, ErrorResponder, ErrorMapper } from '../dialect.js';
import { isUserInfoPath } from './client-request.js';
import { dpopChallenge, insufficientScopeChallenge, isAboutDpop, missingScope } from '../http/bearer-challenge.js';

/** Error responses as in RFC 6749 §5.2; never problem details, because OAuth client libraries read `error`. */
export const oauthErrors: ErrorMapper = {
  'credential.missing': orAtUserInfo(invalidClient('Client authentication is required.')),
  'credential.malformed': orAtUserInfo(malformedCredential, 'invalid_request', 400),
  'credential.unsupported': orAtUserInfo(
    invalidClient('This way of client authentication is not supported.'),
    'invalid_token',
  ),
  'password.wrong': oauthError(400, 'invalid_grant', 'The login or the password is wrong.'),
  'client.wrong': invalidClient('The client id or the client secret is wrong.'),
  'token.undecodable': orAtUserInfo(oauthError(400, 'invalid_grant', 'The token cannot be read.'), 'invalid_token'),
  'token.invalid': orAtUserInfo(oauthError(400, 'invalid_grant', 'The token is not valid.'), 'invalid_token'),
  'token.expired': orAtUserInfo(oauthError(400, 'invalid_grant', 'The token has expired.'), 'invalid_token'),
  'token.revoked': orAtUserInfo(oauthError(400, 'invalid_grant', 'The token has been revoked.'), 'invalid_token'),
  'refresh.invalid': oauthError(400, 'invalid_grant', 'The refresh token is not valid.'),
  'refresh.window-over': oauthError(400, 'invalid_grant', 'The token is too old to be refreshed.'),
  'refresh.unsupported': oauthError(400, 'invalid_grant', 'The token cannot be refreshed.'),
  'session.invalid': oauthError(400, 'invalid_grant', 'The session is not valid.'),
  'key.too-many': invalidRequest(409, 'The user has too many API keys.'),
  'key.invalid': oauthError(400, 'invalid_grant', 'The key is not valid.'),
  'attempts.exceeded': oauthError(429, 'temporarily_unavailable', 'Too many attempts; try again later.'),
  'permission.missing': insufficientScope,
  'scope.invalid': oauthError(400, 'invalid_scope', 'The scope is malformed or beyond what the client may have.'),
  'grant.rejected': rejectedGrant,
  'auth.busy': busy,
  'login.taken': invalidRequest(409, 'The login is taken.'),
  'password.unacceptable': invalidRequest(400, 'The password is not acceptable.'),
  'password.change-required': invalidRequest(403, 'The password is temporary.'),
  'factor.missing': invalidRequest(403, 'The sign-in is not complete.'),
  'factor.enrolment-required': invalidRequest(403, 'The sign-in is not complete.'),
  'passkey.unavailable': invalidRequest(501, 'This server cannot do this.'),
  'sign-in.too-old': invalidRequest(403, 'The sign-in is not complete.'),
  'account.not-found': invalidRequest(404, 'There is no such account.'),
  'client-id.taken': invalidRequest(409, 'The client id is taken.'),
  'organization.not-found': invalidRequest(404, 'There is no such organization.'),
  'organization.forbidden': invalidRequest(403, 'The organization may not be changed.'),
  'organization.not-empty': invalidRequest(409, 'The organization still has cameras.'),
  'owner.needed': invalidRequest(409, 'The user owns organizations: name another owner, or delete them, too.'),
  'membership.invalid': invalidRequest(400, 'The membership is not possible.'),
  'account.readonly': invalidRequest(403, 'This account may not change its own data.'),
  'account.invalid': invalidRequest(400, 'The account cannot have this value.'),
  'one-time-token.invalid': invalidRequest(400, 'The link is not valid, or no longer.'),
  'object.not-found': invalidRequest(404, 'There is no such thing.'),
  'object.forbidden': invalidRequest(403, 'The caller may not do this.'),
  'object.invalid': invalidRequest(400, 'The value cannot be held.'),
  'object.taken': invalidRequest(409, 'It is taken, or still in use.'),
  'object.changed': invalidRequest(412, 'It has been changed since it was read.'),
  'idempotency.running': invalidRequest(409, 'The first request with this key is not answered yet.'),
  'idempotency.reused': invalidRequest(422, 'The key belongs to another request.'),
  'limit.reached': invalidRequest(402, 'The organization is at its limit.'),
  'list.invalid': invalidRequest(400, 'The query cannot be answered.'),
  'action.unsupported': invalidRequest(501, 'This server cannot do this.'),
  'camera.not-found': invalidRequest(404, 'There is no such camera.'),
  'camera.forbidden': invalidRequest(403, 'The camera may not be changed.'),
  'camera.invalid': invalidRequest(400, 'The camera cannot be stored with this value.'),
  'camera.taken': invalidRequest(409, 'Another camera has this value already.'),
  'camera.changed': invalidRequest(412, 'The camera has been changed since it was read.'),
  'cursor.invalid': invalidRequest(400, 'The cursor does not belong to this query.'),
  'cursor.expired': invalidRequest(410, 'The cursor is too old: list again.'),
  'query.too-slow': busy,
  'database.unavailable': oauthError(503, 'temporarily_unavailable', 'The server cannot answer now; try again later.'),
  'input.invalid': invalidInput,
  'input.unreadable': invalidRequest(400, 'The request cannot be read.'),
  'input.too-large': invalidRequest(413, 'The request is too large.'),
  'input.too-slow': invalidRequest(408, 'The request took too long to arrive.'),
  'input.media-unsupported': invalidRequest(415, 'The body must be application/x-www-form-urlencoded.'),
  'input.not-acceptable': invalidRequest(406, 'The answer has no form that Accept takes.'),
  'input.precondition-missing': invalidRequest(428, 'The change must state the version that it is meant for.'),
  'route.unknown': invalidRequest(404, 'There is nothing at this path.'),
  'method.unknown': invalidRequest(405, 'The path does not know this method.'),
  'server.fault': oauthError(500, 'server_error', 'The server failed; the fault has been recorded.'),
};

/** `fallback` is the description where the error brings no sentence of its own. */
function oauthError(status: number, code: string, fallback: string): ErrorResponder {
  return (error) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', pragma: 'no-cache' },
    body: { error: code, error_description: printable(error.issues[0]?.message ?? fallback) },
  });
}

function invalidRequest(status: number, fallback: string): ErrorResponder {
  return oauthError(status, 'invalid_request', fallback);
}

/** The one input that has its own error code: a grant we do not know. */
function invalidInput(error: ErrorContext): ErrorResponse {
  const unknownGrant = error.issues.some(({ field, rule }) => field === 'grant_type' && rule === 'supported');
  return oauthError(
    400,
    unknownGrant ? 'unsupported_grant_type' : 'invalid_request',
    'The request is not valid.',
  )(error);
}

/** What the core calls by OAuth's own error codes (RFC 6749 §5.2 and those that extend it). */
const rejectedGrants: Readonly<Record<GrantError, string>> = {
  invalid_request: 'The request is not valid.',
  invalid_grant: 'The code or token is not valid, has expired or was used before, or belongs to another request.',
  unauthorized_client: 'The client is not registered for this grant.',
  invalid_target: 'The resource is unknown, or not the one that was authorized.',
  unsupported_token_type: 'Tokens of this type cannot be used here.',
  unsupported_response_type: 'The only response type is code.',
  request_not_supported: 'Request objects are not supported.',
  registration_not_supported: 'Clients are registered beforehand.',
  authorization_pending: 'The person has not decided yet.',
  slow_down: 'The client asks too often; it waits five seconds more between requests from now on.',
  access_denied: 'The person or the server denied the request.',
  expired_token: 'The device code has expired; begin again.',
  invalid_dpop_proof: 'The DPoP proof is not valid.',
  use_dpop_nonce: 'The DPoP proof needs the nonce of this answer.',
};

function rejectedGrant(error: ErrorContext): ErrorResponse {
  const code = grantErrors.find((known) => known === error.reason) ?? 'invalid_grant';
  return oauthError(400, code, rejectedGrants[code])(error);
}

/** 401 always; the challenge names Basic where the header was used (RFC 6749 §5.2), but not to a script in a browser. */
function invalidClient(fallback: string): ErrorResponder {
  return (error) => {
    const response = oauthError(401, 'invalid_client', fallback)(error);
    if (error.presented === undefined || error.scripted) return response;
    return {
      ...response,
      headers: { ...response.headers, 'www-authenticate': 'Basic realm="camgate", charset="UTF-8"' },
    };
  };
}

function malformedCredential(error: ErrorContext): ErrorResponse {
  return error.reason === 'repeated' || error.reason === 'conflicting'
    ? invalidRequest(400, 'A client authenticates in exactly one way.')(error)
    : invalidClient('The Authorization header cannot be read.')(error);
}

/**
 * At the one route here that takes an access token, an error is that of a protected resource (RFC 6750 §3).
 * @param code left out: nothing was presented, so the challenge has no error
 */
function orAtUserInfo(otherwise: ErrorResponder, code?: string, status = 401): ErrorResponder {
  return (error) => {
    if (!isUserInfoPath(error.path)) return otherwise(error);
    const response = oauthError(status, code ?? 'invalid_token', 'A valid access token is required.')(error);
    const challenge = isAboutDpop(error)
      ? dpopChallenge(error)
      : `Bearer realm="camgate"${code === undefined ? '' : `, error="${code}"`}`;
    return { ...response, headers: { ...response.headers, 'www-authenticate': challenge } };
  };
}

/** Names the missing scope in the body and in the challenge (RFC 6750 §3). */
function insufficientScope(error: ErrorContext): ErrorResponse {
  const scope = missingScope(error);
  const description = scope === undefined ? 'The caller may not do this.' : `The scope ${scope} is needed.`;
  const response = oauthError(403, 'insufficient_scope', description)(error);
  return {
    ...response,
    headers: { ...response.headers, 'www-authenticate': insufficientScopeChallenge(scope) },
    body: { error: 'insufficient_scope', error_description: description, ...(scope === undefined ? {} : { scope }) },
  };
}

function busy(error: ErrorContext): ErrorResponse {
  const response = oauthError(503, 'temporarily_unavailable', 'The server is busy; try again in a second.')(error);
  return { ...response, headers: { ...response.headers, 'retry-after': '1' } };
}

/** `error_description` may hold %x20-21 / %x23-5B / %x5D-7E only. */
function printable(text: string): string {
  return text
    .replaceAll('"', "'")
    .replace(/[^\x20-\x5b\x5d-\x7e]/g, '?')
    .slice(0, 500);
}
