import { twoFactors } from '#auth';
import type { ErrorResponse, ErrorContext, ErrorResponder, ErrorMapper } from '../dialect.js';
import { dpopChallenge, insufficientScopeChallenge, isAboutDpop, missingScope } from './bearer-challenge.js';
import { type InputIssue, unknownParameter } from './input.error.js';
import { refusalSentences } from './refusal-sentences.js';

/** Errors as RFC 9457 problem details: the error mapper of REST, and of the server's own paths, which no dialect answers. */
export const problemErrors: ErrorMapper = {
  'credential.missing': unauthorized('Authentication is required.'),
  'credential.malformed': malformedCredential,
  'credential.unsupported': unauthorized('This kind of credential is not accepted here.'),
  'password.wrong': unauthorized('The login or the password is wrong.'),
  'client.wrong': unauthorized('The client id or the client secret is wrong.'),
  'token.undecodable': unauthorized('The access token cannot be read.'),
  'token.invalid': unauthorized('The access token is not valid here.'),
  'token.expired': unauthorized('The access token has expired.'),
  'token.revoked': unauthorized('The access token has been revoked.'),
  'refresh.invalid': unauthorized('The refresh token is not valid.'),
  'refresh.window-over': unauthorized('The token is too old to be refreshed.'),
  'refresh.unsupported': unauthorized('The token cannot be refreshed.'),
  'session.invalid': unauthorized('The session is not valid.'),
  'key.too-many': problem(409, 'The user has as many API keys as one may have; delete one first.'),
  'key.invalid': unauthorized('The API key is not valid.'),
  'attempts.exceeded': problem(429, 'Too many attempts; try again later.'),
  'permission.missing': insufficientScope,
  'scope.invalid': problem(400, 'The scope is not one that the client may have.'),
  'grant.rejected': problem(400, 'The token cannot be given.'),
  'auth.busy': (error) => withHeaders(problem(503, 'The server is busy; try again in a second.')(error), retrySoon),
  'login.taken': problem(409, 'The login is taken.', 'login'),
  'password.unacceptable': problem(400, 'The password is not acceptable.', 'password'),
  'password.change-required': problem(
    403,
    'The password is temporary: a new one must be sent with it.',
    'new_password',
  ),
  'factor.missing': unauthorized('A code of the second factor must be sent with login and password.'),
  'factor.enrolment-required': problem(403, 'A second factor must be set up first, on the sign-in page.'),
  'passkey.unavailable': problem(501, 'Passkeys need a public address with https and a host name, or localhost.'),
  'sign-in.too-old': signInTooOld,
  'account.not-found': problem(404, 'There is no such account.'),
  'client-id.taken': problem(409, 'The client id is taken.', 'client_id'),
  'organization.not-found': problem(404, 'There is no such organization.'),
  'organization.forbidden': problem(403, 'The organization may not be changed by this caller.'),
  'organization.not-empty': problem(409, 'The organization still has cameras.'),
  'owner.needed': problem(409, 'The user owns organizations: name another owner, or delete them, too.'),
  'membership.invalid': problem(400, 'The membership is not possible.'),
  'account.readonly': problem(403, 'This account may not change its own data.'),
  'account.invalid': ofField(400, 'The account cannot have this value.'),
  'one-time-token.invalid': problem(400, 'The link is not valid, or no longer.'),
  'object.not-found': problem(404, 'There is no such thing.'),
  'object.forbidden': problem(403, 'The caller may not do this.'),
  'object.invalid': ofField(400, 'The value cannot be held.'),
  'object.taken': problem(409, 'It is taken, or still in use.'),
  'object.changed': problem(412, 'It has been changed since it was read.'),
  'idempotency.running': (error) =>
    withHeaders(problem(409, 'The first request with this key is not answered yet.')(error), retrySoon),
  'idempotency.reused': problem(422, 'The key belongs to another request.'),
  'limit.reached': problem(402, 'The organization is at its limit.'),
  'list.invalid': ofField(400, 'The query cannot be answered.'),
  'action.unsupported': problem(501, 'This server cannot do this.'),
  'camera.not-found': problem(404, 'There is no such camera.'),
  'camera.forbidden': problem(403, 'The camera may not be added, changed or deleted by this caller.'),
  'camera.invalid': ofField(400, 'The camera cannot be stored with this value.'),
  'camera.taken': ofField(409, 'Another camera has this value already.'),
  'camera.changed': problem(412, 'The camera has been changed since it was read.'),
  'cursor.invalid': problem(400, 'The cursor does not belong to this query.', 'cursor'),
  'cursor.expired': problem(410, 'The cursor is too old to go on from: list again, and begin anew.', 'since'),
  'database.unavailable': problem(503, 'The server cannot answer now; try again later.'),
  'query.too-slow': (error) => withHeaders(problem(503, tooSlow(error))(error), retrySoon),
  'input.invalid': problem(400, 'The request is not valid.'),
  'input.unreadable': problem(400, 'The request cannot be read.'),
  'input.too-large': problem(413, 'The request is too large.'),
  'input.too-slow': problem(408, 'The request took too long to arrive.'),
  'input.media-unsupported': problem(415, 'The media type of the body is not supported.'),
  'input.not-acceptable': problem(406, 'The answer has no form that Accept takes.'),
  'input.precondition-missing': problem(428, 'The change must state in If-Match which version it is meant for.'),
  'route.unknown': problem(404, 'There is nothing at this path.'),
  'method.unknown': problem(405, 'The path does not know this method.'),
  'server.fault': problem(500, 'The server failed; the fault has been recorded.'),
};

const retrySoon = { 'retry-after': '1' };

function tooSlow({ reason }: ErrorContext): string {
  return reason === 'busy'
    ? 'Other searches in areas are running; try again in a second.'
    : 'The query takes too long; narrow it.';
}

/** Answers an error as a problem; `field` names the field at fault where the code alone decides it. */
export function problem(status: number, title: string, field?: string): ErrorResponder {
  return (error) => {
    const issues = error.issues.length === 0 && field ? [{ field, rule: error.code, message: title }] : error.issues;
    return answer(status, title, error, inPlace(issues, error, title));
  };
}

/** Where the error is about one part of a body, the part is what is at fault, or the fields within it. */
function inPlace(issues: readonly InputIssue[], { code, place }: ErrorContext, title: string): readonly InputIssue[] {
  if (place === undefined) return issues;
  if (issues.length === 0) return [{ field: place, rule: code, message: title }];
  return issues.map((issue) => ({ ...issue, field: `${place}.${issue.field}` }));
}

/** Answers an error about a value whose field the core names; `wireName` turns the core's name into the dialect's. */
export function ofField(status: number, title: string, wireName = (field: string): string => field): ErrorResponder {
  return (error) => {
    const sentence = error.refusal === undefined ? title : refusalSentences[error.refusal];
    const issues = error.reason
      ? [{ field: wireName(error.reason), rule: error.code, message: sentence }]
      : error.issues;
    return answer(status, title, error, inPlace(issues, error, sentence), { detail: sentence });
  };
}

function answer(
  status: number,
  title: string,
  error: ErrorContext,
  issues: readonly InputIssue[],
  more: Readonly<Record<string, string>> = {},
): ErrorResponse {
  const detail = issues.map(({ message }) => message).join(' ');
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: {
      type: `urn:camgate:problem:${error.code}`,
      title,
      status,
      detail: detail || title,
      instance: shortPath(error.path),
      code: error.code,
      request_id: error.requestId,
      ...more,
      ...(issues.length > 0 ? { errors: issues.map((issue) => toFault(issue, error.method)) } : {}),
    },
  };
}

/** `field`, `rule` and `message` are what the first clients read. */
function toFault({ field, rule, message }: InputIssue, method: string): Readonly<Record<string, string>> {
  const isOfBody = method !== 'GET' && rule !== unknownParameter && !/^[A-Z]/.test(field);
  const place = !isOfBody ? { parameter: field } : { pointer: pointerOf(field) };
  return { ...place, code: rule, detail: message, field, rule, message };
}

/** RFC 6901, of a dotted path; empty for the whole. */
function pointerOf(field: string): string {
  if (field === '') return '';
  const parts = field.split('.').map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `/${parts.join('/')}`;
}

/** A path can have 40 kB, which no client needs back. */
function shortPath(path: string): string {
  return path.length > 1_000 ? `${path.slice(0, 1_000)}…` : path;
}

/**
 * 401 as RFC 6750 §3 has it: no error code where nothing was presented. Basic is challenged only where it was used, and
 * never to a script in a browser, which would open the browser's own prompt.
 */
function unauthorized(title: string): ErrorResponder {
  return (error) => {
    const challenge = isAboutDpop(error)
      ? dpopChallenge(error)
      : error.presented === 'password' && !error.scripted
        ? 'Basic realm="camgate", charset="UTF-8"'
        : error.presented === undefined
          ? 'Bearer realm="camgate"'
          : `Bearer realm="camgate", error="invalid_token", error_description="${title}"`;
    return withHeaders(problem(401, title)(error), { 'www-authenticate': challenge });
  };
}

/** More than one credential in a request, or one in the query string, is a bad request and not a failed sign-in (RFC 6750 §2). */
function malformedCredential(error: ErrorContext): ErrorResponse {
  if (error.reason !== 'repeated' && error.reason !== 'conflicting')
    return unauthorized('The credential cannot be read.')(error);
  const title = 'A credential must stand once, in the Authorization header.';
  return withHeaders(problem(400, title)(error), {
    'www-authenticate': `Bearer realm="camgate", error="invalid_request", error_description="${title}"`,
  });
}

/** RFC 9470 §3: the client lets the person sign in anew. */
function signInTooOld(error: ErrorContext): ErrorResponse {
  const title = 'This needs a sign-in that is not older than 15 minutes, with the second factor where there is one.';
  const wanted = error.reason === 'second-factor' ? `acr_values="${twoFactors}", max_age="900"` : 'max_age="900"';
  const challenge = `Bearer realm="camgate", error="insufficient_user_authentication", error_description="${title}", ${wanted}`;
  return withHeaders(problem(401, title)(error), { 'www-authenticate': challenge });
}

/** Names the missing permission in the challenge (RFC 6750 §3) and in the body. */
function insufficientScope(error: ErrorContext): ErrorResponse {
  const title = 'The caller may not do this.';
  const scope = missingScope(error);
  const response =
    scope === undefined
      ? problem(403, title)(error)
      : answer(403, title, error, [], { detail: `The permission ${scope} is needed.`, scope });
  return withHeaders(response, { 'www-authenticate': insufficientScopeChallenge(scope) });
}

function withHeaders(response: ErrorResponse, headers: Readonly<Record<string, string>>): ErrorResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}
