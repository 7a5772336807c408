import type { ErrorCode } from '../dialect.js';

/** What a page says about a code, for whoever meets it. */
export interface ProblemText {
  readonly meaning: string;
  readonly advice: string;
}

const signInAgain = 'Sign in again (POST /api/v1/auth/login, or the token endpoint of OAuth) and use the new token.';

/** A page for each code; status and title come from the answer itself. A code without a text does not compile. */
export const problemTexts: Readonly<Record<ErrorCode, ProblemText>> = {
  'credential.missing': {
    meaning: 'The request carries no credential, and this route is not open to everybody.',
    advice: 'Send "Authorization: Bearer" with an access token or an API key, or Basic with login and password.',
  },
  'credential.malformed': {
    meaning: 'There is a credential, but it cannot be read: a scheme without a value, two credentials, one in the URL.',
    advice:
      'Send exactly one credential, in the Authorization header. URLs end up in logs, so none is taken from there.',
  },
  'credential.unsupported': {
    meaning: 'The credential may be good, but not for this route or this API; some routes take people only.',
    advice: 'Look up in the API documentation which credentials the route takes.',
  },
  'password.wrong': {
    meaning: 'Login and password do not belong together, or the account is disabled. Which of them is never told.',
    advice: 'Check the spelling of both. After several failures each further attempt has to wait longer.',
  },
  'client.wrong': {
    meaning: 'The client id is unknown, the secret is not its own, or the application was revoked.',
    advice:
      'Compare both with what was shown when the application was made. A lost secret is replaced: camgate app rotate.',
  },
  'token.undecodable': {
    meaning: 'What was sent as a token is none of this server: damaged, cut off, or signed with another key.',
    advice: 'Check that the token was copied whole and that it comes from this installation. Else sign in again.',
  },
  'token.invalid': {
    meaning: 'The token is genuine but made for something else: another API, another audience, or a refresh token.',
    advice: 'Use a token that was issued for this API; access tokens go into Authorization, refresh tokens do not.',
  },
  'token.expired': {
    meaning: 'The token was good once. Access tokens live for minutes, on purpose.',
    advice: 'Fetch a new one with the refresh token (POST /api/v1/auth/refresh) and send the request again.',
  },
  'token.revoked': {
    meaning: 'The session has ended, the password has changed, or the account or application was disabled.',
    advice: signInAgain,
  },
  'refresh.invalid': {
    meaning:
      'The refresh token is unknown, has ended, or was used before. A second use ends its whole session, because one of the two was not its owner.',
    advice: signInAgain + ' Keep only the newest refresh token: each works once.',
  },
  'refresh.window-over': {
    meaning: 'A CAM2 token can be refreshed for a day after it was first issued, and that day is over.',
    advice: 'Ask for a new token with client id and secret.',
  },
  'refresh.unsupported': {
    meaning: 'The token does not say when it was first issued, so it cannot be refreshed.',
    advice: 'Ask for a new token with client id and secret.',
  },
  'session.invalid': {
    meaning: 'The session is unknown or has ended.',
    advice: signInAgain,
  },
  'key.too-many': {
    meaning: 'A person has up to twenty API keys, and this one has them.',
    advice: 'Delete a key that nobody uses (last_used_at says so), or rotate one instead of making another.',
  },
  'key.invalid': {
    meaning: 'The API key is unknown, over, or used from a network that it is not for. Which of them is never told.',
    advice:
      'Check that it was copied whole (it ends with a checksum). Its owner sees when it ends and where it may be used.',
  },
  'attempts.exceeded': {
    meaning: 'There were too many requests of this kind from this address, account or client in a short time.',
    advice: 'Wait as many seconds as Retry-After says. Clients that repeat by themselves should wait longer each time.',
  },
  'permission.missing': {
    meaning: 'The caller is known, but their account, application or token lacks the permission that the route needs.',
    advice: 'The field scope names it. A token can be asked for with it; an account gets it from an administrator.',
  },
  'scope.invalid': {
    meaning: 'A scope was asked for that does not exist, or that this client may not have.',
    advice: 'Ask for less, or let an administrator widen the scope of the application.',
  },
  'grant.rejected': {
    meaning: 'The token endpoint does not give a token for this request; a code was used before, for instance.',
    advice: 'Begin the sign-in anew. A code works once and not for long.',
  },
  'auth.busy': {
    meaning: 'Checking passwords is slow on purpose, and more of it waits than this server can do at once.',
    advice: 'Try again after Retry-After. Programs that sign in for each request should keep their token instead.',
  },
  'login.taken': {
    meaning: 'Another account has this login.',
    advice: 'Choose another one.',
  },
  'password.unacceptable': {
    meaning: 'The new password is too short, too long, or the old one.',
    advice: 'Take eight characters or more; a few words are easier to remember than signs.',
  },
  'password.change-required': {
    meaning: 'The password is right, but somebody else chose it. It works only to set a new one.',
    advice: 'Sign in with new_password beside login and password.',
  },
  'factor.missing': {
    meaning: 'The password is right, and the account has a second factor that must be given, too.',
    advice: 'Send the code of the authenticator, or a recovery code, with login and password.',
  },
  'factor.enrolment-required': {
    meaning:
      'The account must have a second factor, because an organization or this installation demands it, and has none yet.',
    advice: 'Sign in on the page of this server in a browser: it leads through the set-up.',
  },
  'passkey.unavailable': {
    meaning:
      'Browsers make passkeys only for addresses with https and a name. PUBLIC_URL of this server is another one.',
    advice: 'Whoever runs the server sets PUBLIC_URL to an https address with a host name.',
  },
  'sign-in.too-old': {
    meaning:
      'Something sensitive is to be changed, which needs a sign-in of the last quarter of an hour, with the second factor where there is one.',
    advice: 'Let the person sign in again, and repeat the request with the new token.',
  },
  'account.not-found': {
    meaning: 'There is no account with this name or number, or the caller may not know of it.',
    advice: 'Check the number. Managers see the people of their own organizations only.',
  },
  'client-id.taken': {
    meaning: 'Another application has this client id.',
    advice: 'Leave client_id out: the server then makes one up.',
  },
  'organization.not-found': {
    meaning: 'The organization does not exist, or the caller has nothing to do with it; the two answer alike.',
    advice: 'GET /api/v1/organizations lists those that the caller may know of.',
  },
  'organization.forbidden': {
    meaning: 'The caller sees the organization but may not change this about it.',
    advice: 'Its property can says what the caller may do there. Its owner or an administrator can change more.',
  },
  'organization.not-empty': {
    meaning: 'An organization that still has cameras is not deleted by accident.',
    advice: 'Move or delete its cameras first, or repeat the request with force=true: then they are deleted, too.',
  },
  'owner.needed': {
    meaning: 'The user owns organizations, and no organization is without an owner.',
    advice: 'Name the next owner with new_owner_id, or delete the organizations, too, with force=true.',
  },
  'membership.invalid': {
    meaning: 'The membership cannot be as asked: its owner keeps every right, and nobody gives rights that they lack.',
    advice: 'Ask for rights that you hold yourself; another owner is named at the organization.',
  },
  'account.readonly': {
    meaning: 'The account is shared or managed elsewhere, so the person behind it may not change its data.',
    advice: 'An administrator changes it, or makes the account writable.',
  },
  'account.invalid': {
    meaning: 'A value does not fit an account; errors names the field.',
    advice: 'Correct this field and send the request again. Nothing was changed.',
  },
  'one-time-token.invalid': {
    meaning: 'The link or code was used, is too old, or was replaced by a newer one.',
    advice: 'Ask for a new one.',
  },
  'object.not-found': {
    meaning: 'What the address or the body names does not exist, or is hidden from this caller; the two answer alike.',
    advice: 'Look for it in its list, which shows all that the caller may see.',
  },
  'object.forbidden': {
    meaning: 'The caller may see it but not do this with it, or wants to give away a right that they do not hold.',
    advice: 'GET /api/v1/access/explain says who may do what with a camera, and why.',
  },
  'object.invalid': {
    meaning: 'A value cannot be stored; errors names the field.',
    advice: 'Correct this field and send the request again. Nothing was changed.',
  },
  'object.taken': {
    meaning: 'Another one has this name already, or something still depends on the one that is to be deleted.',
    advice: 'Choose another name, or remove first what depends on it.',
  },
  'object.changed': {
    meaning: 'Somebody changed it after the version that If-Match names was read.',
    advice: 'Read it again, apply the change to what it is now, and send it with the new ETag.',
  },
  'idempotency.running': {
    meaning: 'A first request with this Idempotency-Key has no answer yet.',
    advice: 'Wait as Retry-After says and send the same request again: it gets the answer of the first.',
  },
  'idempotency.reused': {
    meaning: 'The Idempotency-Key was used for another request on this day.',
    advice: 'Make up a new key for each new request; keep it only to repeat the same one.',
  },
  'limit.reached': {
    meaning: 'The organization has as many cameras or members as its limits allow.',
    advice: 'Delete some, or let an administrator raise the limits of the organization.',
  },
  'list.invalid': {
    meaning: 'The query compares a field with something that it cannot be compared with; errors names it.',
    advice: 'Check the types: numbers for number fields, RFC 3339 for times.',
  },
  'cursor.invalid': {
    meaning: 'A cursor belongs to one caller and one query, and this one belongs to another, or was altered.',
    advice: 'Begin with the first page, without cursor. Only limit may change from page to page.',
  },
  'cursor.expired': {
    meaning: 'The cursor is genuine but so old that the changes since then are not kept any more.',
    advice: 'Read the list anew, and follow the changes from a new cursor (GET /api/v1/cameras/changes without since).',
  },
  'query.too-slow': {
    meaning: 'The query would take longer than a server that many share can give to one.',
    advice: 'Narrow it: a country, an organization, a smaller area. Leave total=true out.',
  },
  'action.unsupported': {
    meaning: 'The route is there for the sake of its clients, but this installation lacks the part that would do it.',
    advice: 'Nothing in the request is at fault, and sending it again does not help.',
  },
  'camera.not-found': {
    meaning: 'There is no such camera, or it is hidden from this caller; the two answer alike.',
    advice: 'GET /api/v1/cameras lists what the caller sees. A grant or a membership can show more.',
  },
  'camera.forbidden': {
    meaning: 'The caller sees the camera, or the organization, but may not add, change or delete cameras there.',
    advice:
      'include=can shows what the caller may do with a camera; the right is "edit streams" of a membership, or a grant with edit.',
  },
  'camera.invalid': {
    meaning: 'A value cannot be stored with a camera; errors names the field.',
    advice: 'Correct this field and send the request again. Nothing was changed.',
  },
  'camera.taken': {
    meaning: 'Names, numbers and, at some APIs, addresses belong to one camera, and another one has this already.',
    advice: 'Choose another value, or change the camera that has it.',
  },
  'camera.changed': {
    meaning: 'Somebody changed the camera after the version that If-Match or version names was read.',
    advice: 'Read it again, apply the change to what it is now, and send it with the new version.',
  },
  'database.unavailable': {
    meaning: 'The server runs, but its database does not answer; it may just be restarting.',
    advice: 'Try again after Retry-After. If it lasts, tell whoever runs the server.',
  },
  'input.invalid': {
    meaning:
      'The request can be read, but some of its values are not what the route takes. A misspelt name is one of them, so that no filter is silently ignored.',
    advice: 'errors lists each place with the rule that it breaks, and often what was probably meant.',
  },
  'input.unreadable': {
    meaning:
      'The request cannot be read at all: broken JSON, a key that stands twice, text that is not UTF-8, or more nesting than allowed.',
    advice: 'detail says where. JSON that a library has written is never refused for its syntax.',
  },
  'input.too-large': {
    meaning: 'The body is larger than this route takes: one megabyte in most places.',
    advice: 'Send less at once; cameras go in batches of up to a thousand, or as a file to POST /api/v1/imports.',
  },
  'input.too-slow': {
    meaning: 'The request did not arrive within the time that the server waits for it.',
    advice: 'Send it again over a better connection, or in smaller parts.',
  },
  'input.media-unsupported': {
    meaning: 'The body has a media type that this route does not read.',
    advice: 'Send JSON with "Content-Type: application/json", or what the API documentation names for the route.',
  },
  'input.not-acceptable': {
    meaning: 'The Accept header admits none of the forms that the answer could have.',
    advice: 'detail lists the forms. Without an Accept header there is always an answer.',
  },
  'input.precondition-missing': {
    meaning:
      'This installation demands that each change states which version it is meant for, so that nobody overwrites what they have not seen.',
    advice: 'Read the resource, and send its ETag back as If-Match with the change.',
  },
  'route.unknown': {
    meaning: 'There is nothing at this address, whoever asks.',
    advice: 'Compare it with the API documentation at /docs; a number that is none also ends here at some APIs.',
  },
  'method.unknown': {
    meaning: 'The address exists, but not with this method.',
    advice: 'The header Allow lists the methods that it has.',
  },
  'server.fault': {
    meaning: 'Something went wrong inside the server. It is not the fault of the request.',
    advice:
      'Tell whoever runs the server the request_id: the log has the reason under it. Nothing of the request was done.',
  },
};
