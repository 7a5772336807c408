import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '#audit';
import { ListsModule } from '#lists';
import { MailModule } from '#mail';
import { OutboundModule } from '#outbound';
import { SettingsModule } from '#settings';
import { AccountStateReader } from './accounts/account-state-reader.js';
import { ApiKeyCallerResolver } from './accounts/api-key-caller-resolver.js';
import { ApiKeyEntity } from './accounts/api-key.entity.js';
import { ApiKeysService } from './accounts/api-keys.service.js';
import { ApplicationEntity } from './accounts/application.entity.js';
import { ApplicationUsesService } from './accounts/application-uses.service.js';
import { ApplicationsService } from './accounts/applications.service.js';
import { ClientSecretVerifier } from './accounts/client-secret.verifier.js';
import { RegisteredApplicationsService } from './accounts/registered-applications.service.js';
import { ManagedApplicationsService } from './accounts/managed-applications.service.js';
import { CurrentPasswordVerifier } from './accounts/current-password-verifier.js';
import { FirstAccountsService } from './accounts/first-accounts.service.js';
import { OneTimeTokenEntity } from './accounts/one-time-token.entity.js';
import { OneTimeTokenStore } from './accounts/one-time-token-store.js';
import { PasswordHasher } from './accounts/password-hasher.js';
import { PasswordCallerResolver } from './accounts/password-caller-resolver.js';
import { PasswordVerifier } from './accounts/password.verifier.js';
import { ScopedKeyEntity } from './accounts/scoped-key.entity.js';
import { ScopedKeyUses } from './accounts/scoped-key-uses.js';
import { ScopedKeysService } from './accounts/scoped-keys.service.js';
import { SystemKeyEntity } from './accounts/system-key.entity.js';
import { SystemKeyService } from './accounts/system-key.service.js';
import { UserEntity } from './accounts/user.entity.js';
import { UserStandingsService } from './accounts/user-standings.service.js';
import { UsersService } from './accounts/users.service.js';
import { AutomaticSignInService } from './automatic-sign-in.service.js';
import { AuthenticationService } from './authentication.service.js';
import { StoredCallersService } from './stored-callers.service.js';
import { HeldCredentialsService } from './held-credentials.service.js';
import { ClientTokensService } from './client-tokens.service.js';
import { AccessGuard } from './guards/access.guard.js';
import { CredentialReader } from './guards/credential-reader.js';
import { AuthorizationCodeStore } from './oauth/authorization-code-store.js';
import { AuthorizationRequestReader } from './oauth/authorization-request-reader.js';
import { AuthorizationService } from './oauth/authorization.service.js';
import { BrowserSessionStore } from './oauth/browser-session-store.js';
import { ClientOriginsService } from './oauth/client-origins.service.js';
import { ClientAssertionVerifier } from './oauth/client-assertion.verifier.js';
import { ClientAuthenticator } from './oauth/client-authenticator.js';
import { ClientDirectory } from './oauth/client-directory.js';
import { ClientDocumentStore } from './oauth/client-document-store.js';
import { ConsentsService } from './oauth/consents.service.js';
import { ConsentStore } from './oauth/consent-store.js';
import { DeviceAuthorizationEntity } from './oauth/device-authorization.entity.js';
import { DeviceAuthorizationService } from './oauth/device-authorization.service.js';
import { DeviceAuthorizationStore } from './oauth/device-authorization-store.js';
import { GrantedSessionStore } from './oauth/granted-session-store.js';
import { PersonTokenIssuer } from './oauth/person-token-issuer.js';
import { IdTokenIssuer } from './oauth/id-token-issuer.js';
import { PushedRequestEntity } from './oauth/pushed-request.entity.js';
import { PushedRequestsService } from './oauth/pushed-requests.service.js';
import { ResourcesService } from './oauth/resources.service.js';
import { SignOutService } from './oauth/sign-out.service.js';
import { TokenExchangeService } from './oauth/token-exchange.service.js';
import { TokenGrantsService } from './oauth/token-grants.service.js';
import { TokenInspectionService } from './oauth/token-inspection.service.js';
import { UserInfoService } from './oauth/user-info.service.js';
import { AuthorizationCodeEntity } from './oauth/authorization-code.entity.js';
import { ConsentEntity } from './oauth/consent.entity.js';
import { AppPasswordEntity } from './factors/app-password.entity.js';
import { AppPasswordsService } from './factors/app-passwords.service.js';
import { PasskeyChallengeEntity } from './factors/passkey-challenge.entity.js';
import { PasskeyChallengeStore } from './factors/passkey-challenge-store.js';
import { PasskeyEntity } from './factors/passkey.entity.js';
import { PasskeysService } from './factors/passkeys.service.js';
import { RecentSignInService } from './factors/recent-sign-in.service.js';
import { RecoveryCodeEntity } from './factors/recovery-code.entity.js';
import { SecondFactorEntity } from './factors/second-factor.entity.js';
import { SecondFactorPolicy } from './factors/second-factor-policy.js';
import { SecondFactorsService } from './factors/second-factors.service.js';
import { PendingSignInEntity } from './factors/pending-sign-in.entity.js';
import { PendingSignInStore } from './factors/pending-sign-in-store.js';
import { PersonSignIn } from './person-sign-in.js';
import { UsedIdentifierEntity } from './oauth/used-identifier.entity.js';
import { UsedIdentifiers } from './oauth/used-identifiers.js';
import { PasswordRecoveryService } from './password-recovery.service.js';
import { RecoveryEmailSender } from './recovery-email-sender.js';
import { SignInService } from './sign-in.service.js';
import { AccessTokenStrategy } from './strategies/access-token.strategy.js';
import { ApiKeyStrategy } from './strategies/api-key.strategy.js';
import { ClientSecretStrategy } from './strategies/client-secret.strategy.js';
import { PasswordStrategy } from './strategies/password.strategy.js';
import { RefreshTokenStrategy } from './strategies/refresh-token.strategy.js';
import { SessionKeyStrategy } from './strategies/session-key.strategy.js';
import { StrategyGuards } from './strategies/strategy-guards.js';
import { ClientThrottle } from './throttles/client.throttle.js';
import { LoginThrottle } from './throttles/login.throttle.js';
import { ThrottleKeys } from './throttles/throttle-keys.js';
import { AccessTokenVerifier } from './tokens/access-token.verifier.js';
import { AccessTokenIssuer } from './tokens/access-token-issuer.js';
import { IssuedTokensService } from './tokens/issued-tokens.service.js';
import { DpopNonces } from './tokens/dpop-nonces.js';
import { DpopVerifier } from './tokens/dpop.verifier.js';
import { MediaTokensService } from './tokens/media-tokens.service.js';
import { RefreshTokenStore } from './tokens/refresh-token-store.js';
import { RevocationFeed } from './revocations/revocation-feed.js';
import { RevocationSignals } from './revocations/revocation-signals.js';
import { RevocationsService } from './revocations/revocations.service.js';
import { RevocationEntity } from './revocations/revocation.entity.js';
import { RevokedTokensService } from './revocations/revoked-tokens.service.js';
import { SessionEntity } from './tokens/session.entity.js';
import { SessionKeyCallerResolver } from './tokens/session-key-caller-resolver.js';
import { SessionPruner } from './tokens/session-pruner.js';
import { SessionStore } from './tokens/session-store.js';
import { SigningKeyEntity } from './tokens/signing-key.entity.js';
import { SigningKeyStore } from './tokens/signing-key-store.js';
import { SigningKeysService } from './tokens/signing-keys.service.js';
import { TokenCallerResolver } from './tokens/token-caller-resolver.js';
import { VerifiedTokenCache } from './tokens/verified-token-cache.js';

const oauth = [
  BrowserSessionStore,
  ConsentStore,
  ClientDirectory,
  ClientDocumentStore,
  GrantedSessionStore,
  DeviceAuthorizationStore,
  DeviceAuthorizationService,
  PersonTokenIssuer,
  ConsentsService,
  AuthorizationCodeStore,
  PushedRequestsService,
  UsedIdentifiers,
  DpopNonces,
  DpopVerifier,
  ClientAssertionVerifier,
  ClientAuthenticator,
  ClientOriginsService,
  IdTokenIssuer,
  ResourcesService,
  AuthorizationRequestReader,
  AuthorizationService,
  TokenExchangeService,
  TokenGrantsService,
  TokenInspectionService,
  UserInfoService,
  SignOutService,
];
const entities = [
  UserEntity,
  ApplicationEntity,
  ApiKeyEntity,
  ScopedKeyEntity,
  OneTimeTokenEntity,
  PendingSignInEntity,
  SecondFactorEntity,
  PasskeyEntity,
  PasskeyChallengeEntity,
  RecoveryCodeEntity,
  AppPasswordEntity,
  SystemKeyEntity,
  AuthorizationCodeEntity,
  DeviceAuthorizationEntity,
  UsedIdentifierEntity,
  PushedRequestEntity,
  ConsentEntity,
  SessionEntity,
  SigningKeyEntity,
  RevocationEntity,
];
const throttles = [ThrottleKeys, LoginThrottle, ClientThrottle];
const accounts = [
  AccountStateReader,
  CurrentPasswordVerifier,
  PendingSignInStore,
  PasskeyChallengeStore,
  SecondFactorPolicy,
  PersonSignIn,
  OneTimeTokenStore,
  RecoveryEmailSender,
  PasswordHasher,
  PasswordVerifier,
  PasswordCallerResolver,
  ClientSecretVerifier,
  ApiKeyCallerResolver,
  ScopedKeyUses,
];
const tokens = [
  AccessTokenVerifier,
  AccessTokenIssuer,
  VerifiedTokenCache,
  TokenCallerResolver,
  SessionStore,
  SessionPruner,
  SessionKeyCallerResolver,
  RefreshTokenStore,
  RevocationSignals,
  SigningKeyStore,
];
const services = [
  IssuedTokensService,
  AppPasswordsService,
  PasskeysService,
  RecentSignInService,
  SecondFactorsService,
  SystemKeyService,
  AutomaticSignInService,
  PasswordRecoveryService,
  SigningKeysService,
  RevocationsService,
  RevokedTokensService,
  SignInService,
  ClientTokensService,
  AuthenticationService,
  HeldCredentialsService,
  StoredCallersService,
  UsersService,
  ApplicationsService,
  ApplicationUsesService,
  ManagedApplicationsService,
  RegisteredApplicationsService,
  ApiKeysService,
  ScopedKeysService,
  FirstAccountsService,
  StrategyGuards,
  UserStandingsService,
  MediaTokensService,
];
const strategies = [
  AccessTokenStrategy,
  ClientSecretStrategy,
  PasswordStrategy,
  RefreshTokenStrategy,
  SessionKeyStrategy,
  ApiKeyStrategy,
];

/** Who is asking. Modules and dialects import this class itself; `AppModule` imports `AuthModule.with` once. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    AuditModule,
    ListsModule,
    MailModule,
    OutboundModule,
    SettingsModule,
    JwtModule.register({}),
  ],
  providers: [...throttles, ...accounts, ...tokens, ...services, ...oauth, ...strategies],
  exports: [...services, ...oauth, ClientThrottle, UsedIdentifiers, RevocationSignals],
})
export class AuthModule {
  /**
   * The same services, the guard before every route, and the feed of what other instances revoke.
   * @param reader what fulfils `CredentialReader`: a class, or a provider of it
   * @param imports modules the reader needs
   */
  static with(
    reader: Type<CredentialReader> | Exclude<Provider<CredentialReader>, Type>,
    imports: NonNullable<DynamicModule['imports']> = [],
  ): DynamicModule {
    return {
      module: AccessGuardModule,
      imports: [AuthModule, AuditModule, ...imports],
      providers: [toProvider(reader), RevocationFeed, AccessGuard, { provide: APP_GUARD, useExisting: AccessGuard }],
      exports: [AuthModule, AccessGuard, CredentialReader],
    };
  }
}

@Module({})
class AccessGuardModule {}

function toProvider(reader: Type<CredentialReader> | Exclude<Provider<CredentialReader>, Type>): Provider {
  return typeof reader === 'function' ? { provide: CredentialReader, useClass: reader } : reader;
}
