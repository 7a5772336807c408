import { type DomainError, type DomainErrorCode, isDomainError } from '#errors';
import { ConfigError, VaultError } from '#config';
import { BackupError, EmbeddedPostgresError, isLost, isUnavailable } from '#database';
import { printable, CommandError } from './answer.js';

/** The codes that commands can meet; the rest is about requests. */
const sentences: Readonly<Partial<Record<DomainErrorCode, string>>> = {
  'login.taken': 'This login is taken.',
  'account.invalid': 'The account cannot have this value, or would be the last administrator.',
  'client-id.taken': 'This client id is taken.',
  'account.not-found': 'There is no such account, or it was revoked.',
  'password.unacceptable': 'This password cannot be used.',
  'scope.invalid': 'This scope is malformed, or more than the level allows.',
  'key.too-many': 'This user has as many API keys as one may have; revoke one first.',
  'object.not-found': 'There is no such thing.',
  'object.invalid': 'One of these values cannot be used, or names something that the user does not see.',
  'auth.busy': 'The machine is too busy; try again in a second.',
  'organization.not-found': 'There is no such organization.',
  'owner.needed':
    'The user owns organizations: name another owner with --new-owner, or delete them, too, with --force.',
  'membership.invalid': 'There is no such user or organization.',
  'camera.forbidden': 'Cameras cannot be made in this organization.',
  'camera.not-found': 'There is no such camera.',
  'camera.changed': 'The camera was changed meanwhile; run the command again.',
  'camera.taken': 'Another camera has this value already.',
  'limit.reached': 'The organization is at its limit.',
  'query.too-slow': 'The query takes too long; narrow it.',
};

/** By the `reason` of a DomainError, where it is more precise than the code. */
const reasons: Readonly<Record<string, string>> = {
  'account.invalid login': 'This login cannot be used: 1 to 255 characters, no colon, no control characters.',
  'account.invalid redirect-uri':
    'This redirect URI cannot be used: https:, http: on 127.0.0.1, [::1] or localhost, or a scheme of an app’s own such as com.example.app:, without a fragment; the code grant needs one.',
  'account.invalid post-logout-uri': 'This address after signing out cannot be used; the rules of redirect URIs apply.',
  'account.invalid grant':
    'These grants do not fit: a public client uses authorization_code, refresh_token, device_code or token_exchange.',
  'account.invalid jwks':
    'Public keys (EC on P-256 or RSA of 2048 to 4096 bits, at most 10, no private ones) go with --auth private_key_jwt, and only with it.',
  'account.invalid resource': 'A resource is an absolute URI without a fragment.',
  'account.invalid client-secret': 'This client authenticates without a secret.',
  'object.invalid api-key name': 'This name of a key cannot be used.',
  'object.invalid api-key networks':
    'These networks cannot be used: an address such as 192.0.2.7, or a range such as 10.0.0.0/8 or 2001:db8::/32.',
  'object.invalid api-key cameras':
    'These cameras cannot be used: one organization, folder or list of cameras that the user sees.',
  'object.invalid api-key expiresAt': 'This expiry cannot be used: it lies in the future.',
  'object.not-found api-key': 'There is no such API key.',
  'object.not-found folder folderId': 'The organization of the camera has no such folder.',
  'object.not-found preset presetId': 'There is no such preset.',
  'object.not-found import': 'There is no such import.',
  'object.taken import status': 'This import has not ended, or was taken back already.',
  'client-id.taken unacceptable': 'This client id cannot be used: 8 to 100 of the characters A-Z a-z 0-9 . _ ~ -.',
  'password.unacceptable client-secret': 'This client secret cannot be used: 20 to 255 printable ASCII characters.',
  'account.invalid accessLevel': 'This is the last administrator.',
  'account.invalid disabled': 'This is the last administrator.',
  'password.unacceptable too-short': 'This password is too short: at least 8 characters.',
  'password.unacceptable too-long': 'This password is too long: at most 128 characters.',
  'password.unacceptable common': 'This password is one of the most common ones; choose another.',
  'password.unacceptable obvious': 'This password is made of the login or of the product’s name; choose another.',
};

/** One sentence for a user's mistake; only a bug shows its stack. */
export function explain(error: unknown): string {
  if (
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof BackupError
  )
    return error.message;
  if (isDomainError(error))
    return reasons[detailed(error)] ?? invalidField(error) ?? sentences[error.code] ?? `Refused: ${error.code}.`;
  if (error instanceof VaultError)
    return 'The signing keys do not open with this master secret; set the CAMGATE_SECRET they were sealed with.';
  if (!(error instanceof Error)) return `Failed: ${String(error)}`;
  return fileProblem(error) ?? databaseProblem(error) ?? error.stack ?? error.message;
}

/** The code with what the context adds: a reason, or an object and its field. */
function detailed({ code, context: { reason, object, field } }: DomainError): string {
  return [code, ...(reason === undefined ? [object, field] : [reason])].filter((part) => part !== undefined).join(' ');
}

function invalidField({ code, context: { field } }: DomainError): string | undefined {
  if (field === undefined) return undefined;
  if (code === 'camera.invalid')
    return `The camera cannot have this value of ${fieldNames[field] ?? snakeCase(field)}.`;
  return code === 'object.invalid' ? `This value of ${field} cannot be used.` : undefined;
}

/** Fields of a camera whose name for people is not theirs in snake case. */
const fieldNames: Readonly<Record<string, string>> = { viewAngle: 'fov', viewRangeMetres: 'range' };

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The database went away during the command. */
function databaseProblem(error: Error): string | undefined {
  return isUnavailable(error) || isLost(error)
    ? 'The database went away while the command was working; run it again.'
    : undefined;
}

/** The operating system's errors about a named file. */
function fileProblem(error: Error): string | undefined {
  if (!('code' in error) || !('path' in error)) return undefined;
  const file = printable(String(error.path));
  switch (error.code) {
    case 'ENOENT':
      return `There is no file ${file}.`;
    case 'EACCES':
      return `The file ${file} may not be read by this user.`;
    case 'EISDIR':
      return `${file} is a directory, not a file.`;
    case 'ENOSPC':
      return `There is no space left for ${file}.`;
    case 'EROFS':
      return `${file} is where nothing can be written.`;
    default:
      return undefined;
  }
}
