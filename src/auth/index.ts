export type { ApplicationState } from './accounts/account-state.js';
export { ApiKeysService } from './accounts/api-keys.service.js';
export { ApplicationUsesService } from './accounts/application-uses.service.js';
export {
  ApplicationsService,
  type Application,
  type ApplicationChange,
  type ClientFormat,
  type NewApplication,
} from './accounts/applications.service.js';
export {
  authMethods,
  grantTypes,
  type AuthMethod,
  type ClientRegistration,
  type GrantType,
  type NewRegistration,
} from './accounts/client-registration.js';
export type { PasswordProof } from './accounts/current-password-verifier.js';
export { doneBy, type DoneBy } from './accounts/done-by.js';
export { FirstAccountsService } from './accounts/first-accounts.service.js';
export { ManagedApplicationsService } from './accounts/managed-applications.service.js';
export { markedSecret } from './accounts/marked-secret.js';
export { RegisteredApplicationsService, type ApplicationField } from './accounts/registered-applications.service.js';
export { digest, randomBase62 } from './accounts/secrets.js';
export {
  ScopedKeysService,
  type KeyOwner,
  type ScopedKey,
  type ScopedKeyDraft,
} from './accounts/scoped-keys.service.js';
export { SystemKeyService } from './accounts/system-key.service.js';
export { UserStandingsService, type UserStanding } from './accounts/user-standings.service.js';
export type { NewUser, OwnChange, User, UserChange } from './accounts/user.js';
export { UsersService } from './accounts/users.service.js';
export { accessMetadata, Accepts, Public, type Requirement, Requires } from './guards/access-metadata.js';
export { AccessGuard } from './guards/access.guard.js';
export { CredentialReader } from './guards/credential-reader.js';
export { callerOf, CurrentCaller } from './guards/current-caller.js';
export type { IssuedToken } from './tokens/access-token-issuer.js';
export { IssuedTokensService } from './tokens/issued-tokens.service.js';
export { MediaTokensService } from './tokens/media-tokens.service.js';
export { type RevocationKind, RevocationsService } from './revocations/revocations.service.js';
export { RevokedTokensService } from './revocations/revoked-tokens.service.js';
export type { SessionView } from './tokens/session-store.js';
export { signingAlgorithms, type PublicJwk, type SigningAlgorithm } from './tokens/signing-key.js';
export { type Rotation, SigningKeysService, type SigningKeyView } from './tokens/signing-keys.service.js';
export { claimedProfile } from './tokens/token-profile.js';
export { authenticationContexts, twoFactors } from './authentication-context.js';
export { auditName } from './audit-name.js';
export { AuthModule } from './auth.module.js';
export { type StoredCaller, StoredCallersService, toStoredCaller } from './stored-callers.service.js';
export { HeldCredentialsService } from './held-credentials.service.js';
export { AuthenticationService } from './authentication.service.js';
export { AutomaticSignInService, type NewAutomaticSignIn } from './automatic-sign-in.service.js';
export {
  accessLevels,
  administersCameras,
  applicationLevels,
  asViewer,
  basisOf,
  guest,
  isAdministrator,
  isOfLevelAdmin,
  isSuperuser,
  mayAttempt,
  permissions,
  system,
  systemFor,
  type AccessLevel,
  type ApplicationCaller,
  type ApplicationLevel,
  type Basis,
  type Caller,
  type CameraSelector,
  type GuestCaller,
  type Permission,
  type SystemCaller,
  type UserCaller,
} from './caller.js';
export { ClientThrottle } from './throttles/client.throttle.js';
export { notingRateLimits, type RateLimit } from './throttles/rate-limits.js';
export { ClientTokensService, type ClientToken, type ClientTokenRequest } from './client-tokens.service.js';
export {
  tokenProfiles,
  type Credential,
  type CredentialKind,
  type MalformedCredential,
  type Origin,
  type TokenProfile,
} from './credential.js';
export { identityScopes, scopeWords, type IdentityScope, type ScopeWord } from './identity-scopes.js';
export { selectCameras } from './permissions.js';
export type { AuthorizationParameters } from './oauth/authorization-request.js';
export { type AfterSignIn, AuthorizationService, type AuthorizationStep } from './oauth/authorization.service.js';
export { ClientOriginsService } from './oauth/client-origins.service.js';
export { type Consent, ConsentsService } from './oauth/consents.service.js';
export { ClientAuthenticator, type ClientWithKey, type PresentedClient } from './oauth/client-authenticator.js';
export { SignOutService, type SignOutStep } from './oauth/sign-out.service.js';
export { DeviceAuthorizationService, type DeviceStep } from './oauth/device-authorization.service.js';
export { PushedRequestsService } from './oauth/pushed-requests.service.js';
export { signInQuery } from './oauth/own-pages.js';
export type { TokenGrant } from './oauth/person-token-issuer.js';
export { type ExchangeRequest, TokenExchangeService } from './oauth/token-exchange.service.js';
export { TokenGrantsService } from './oauth/token-grants.service.js';
export { shownUserCode } from './oauth/user-code.js';
export { type ActiveToken, TokenInspectionService } from './oauth/token-inspection.service.js';
export { type UserInfo, UserInfoService } from './oauth/user-info.service.js';
export type { DpopProof } from './tokens/dpop-proof.js';
export { DpopNonces } from './tokens/dpop-nonces.js';
export {
  foreignAlgorithms,
  type ForeignJwt,
  isSignedBy,
  keyFor,
  readForeignJwt,
  textClaim,
  timeClaim,
} from './tokens/foreign-jwt.js';
export { UsedIdentifiers } from './oauth/used-identifiers.js';
export { type GrantError, grantErrors, rejectedGrant } from './oauth/rejected-grant.js';
export { type AppPassword, AppPasswordsService } from './factors/app-passwords.service.js';
export { type PasskeyOffer, type PasskeyQuestion, PasskeysService } from './factors/passkeys.service.js';
export { RecentSignInService } from './factors/recent-sign-in.service.js';
export { type SecondFactor, SecondFactorsService } from './factors/second-factors.service.js';
export type { StepAnswer } from './person-sign-in.js';
export { PasswordRecoveryService } from './password-recovery.service.js';
export { SignInService, type SignedIn, type SignInOptions } from './sign-in.service.js';
