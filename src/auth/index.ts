export type { DoneBy } from './accounts/done-by.js';
export { ApiKeys } from './accounts/api-keys.service.js';
export {
  Applications,
  type Application,
  type ClientFormat,
  type NewApplication,
} from './accounts/applications.service.js';
export { ApplicationUses } from './accounts/application-uses.service.js';
export { ManagedApplications } from './accounts/managed-applications.service.js';
export { FirstAccounts } from './accounts/first-accounts.service.js';
export { SystemKey } from './accounts/system-key.service.js';
export type { OwnWord } from './accounts/current-password.js';
export type { NewUser, OwnChange, User, UserChange } from './accounts/user.js';
export { markedSecret } from './accounts/marked-secret.js';
export { digest, randomBase62 } from './accounts/secrets.js';
export { UserStandings, type UserStanding } from './accounts/user-standings.service.js';
export { Users } from './accounts/users.service.js';
export { AuthModule } from './auth.module.js';
export { Authenticator } from './authenticator.service.js';
export {
  accessLevels,
  applicationLevels,
  asViewer,
  basisOf,
  guest,
  isAdministrator,
  isSuperuser,
  mayTry,
  permissions,
  system,
  type AccessLevel,
  type ApplicationCaller,
  type ApplicationLevel,
  type Basis,
  type Caller,
  type GuestCaller,
  type Permission,
  type SystemCaller,
  type UserCaller,
} from './caller.js';
export { claimedProfile } from './tokens/token-profile.js';
export { ClientTokens, type ClientToken, type ClientTokenRequest } from './client-tokens.service.js';
export {
  tokenProfiles,
  type Credential,
  type CredentialKind,
  type MalformedCredential,
  type Origin,
  type TokenProfile,
} from './credential.js';
export { accessMetadata, Accepts, Public, type Requirement, Requires } from './guards/access-metadata.js';
export { AccessGuard, actorOf } from './guards/access.guard.js';
export { CredentialReader } from './guards/credential-reader.js';
export { callerOf, CurrentCaller } from './guards/current-caller.js';
export type { SignedIn, SignInOptions } from './sign-in-steps.service.js';
export { SignIn } from './sign-in.service.js';
export type { IssuedToken } from './tokens/access-tokens.service.js';
export { MediaTokens } from './tokens/media-tokens.service.js';
export type { SessionView } from './tokens/sessions.service.js';
export type { PublicJwk } from './tokens/signing-key.js';
export { SigningKeys, type SigningKeyView } from './tokens/signing-keys.service.js';
export { AutomaticSignIn, type NewAutomaticSignIn } from './automatic-sign-in.service.js';
export { PasswordRecovery } from './password-recovery.service.js';
