import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AuditModule } from '#audit';
import { ListsModule } from '#lists';
import { MailModule } from '#mail';
import { SettingsModule } from '#settings';
import { AccountStates } from './accounts/account-states.service.js';
import { ApiKeyCallers } from './accounts/api-key.callers.js';
import { ApiKeys } from './accounts/api-keys.service.js';
import { ApplicationUses } from './accounts/application-uses.service.js';
import { Applications } from './accounts/applications.service.js';
import { ClientSecretVerifier } from './accounts/client-secret.verifier.js';
import { ManagedApplications } from './accounts/managed-applications.service.js';
import { CurrentPassword } from './accounts/current-password.js';
import { FirstAccounts } from './accounts/first-accounts.service.js';
import { OneTimeTokens } from './accounts/one-time-tokens.service.js';
import { PasswordHasher } from './accounts/password-hasher.service.js';
import { PasswordReset } from './accounts/password-reset.service.js';
import { PasswordCallers } from './accounts/password.callers.js';
import { PasswordVerifier } from './accounts/password.verifier.js';
import { SystemKey } from './accounts/system-key.service.js';
import { UserStandings } from './accounts/user-standings.service.js';
import { UserChanges } from './accounts/user-changes.service.js';
import { Users } from './accounts/users.service.js';
import { AutomaticSignIn } from './automatic-sign-in.service.js';
import { Authenticator } from './authenticator.service.js';
import { ClientTokenSteps } from './client-token-steps.service.js';
import { ClientTokens } from './client-tokens.service.js';
import { AccessGuard } from './guards/access.guard.js';
import { CredentialReader } from './guards/credential-reader.js';
import { PasswordRecovery } from './password-recovery.service.js';
import { RecoveryLetters } from './recovery-letters.service.js';
import { SignInLimits } from './sign-in-limits.js';
import { SignInSteps } from './sign-in-steps.service.js';
import { SignIn } from './sign-in.service.js';
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
import { AccessTokens } from './tokens/access-tokens.service.js';
import { MediaTokens } from './tokens/media-tokens.service.js';
import { RefreshTokens } from './tokens/refresh-tokens.service.js';
import { SessionKeyCallers } from './tokens/session-key.callers.js';
import { SessionPruning } from './tokens/session-pruning.service.js';
import { Sessions } from './tokens/sessions.service.js';
import { SigningKeys } from './tokens/signing-keys.service.js';
import { TokenCallers } from './tokens/token.callers.js';
import { VerifiedTokens } from './tokens/verified-tokens.service.js';

const throttles = [ThrottleKeys, LoginThrottle, ClientThrottle];
const accounts = [
  AccountStates,
  UserChanges,
  CurrentPassword,
  OneTimeTokens,
  PasswordReset,
  RecoveryLetters,
  PasswordHasher,
  PasswordVerifier,
  PasswordCallers,
  ClientSecretVerifier,
  ApiKeyCallers,
];
const tokens = [
  AccessTokenVerifier,
  AccessTokens,
  VerifiedTokens,
  TokenCallers,
  Sessions,
  SessionPruning,
  SignInSteps,
  SignInLimits,
  SessionKeyCallers,
  RefreshTokens,
  ClientTokenSteps,
];
const doorways = [
  SystemKey,
  AutomaticSignIn,
  PasswordRecovery,
  SigningKeys,
  SignIn,
  ClientTokens,
  Authenticator,
  Users,
  Applications,
  ApplicationUses,
  ManagedApplications,
  ApiKeys,
  FirstAccounts,
  StrategyGuards,
  UserStandings,
  MediaTokens,
];
const strategies = [
  AccessTokenStrategy,
  ClientSecretStrategy,
  PasswordStrategy,
  RefreshTokenStrategy,
  SessionKeyStrategy,
  ApiKeyStrategy,
];

/** Who is asking. Rooms and doors import this class itself; the house imports `AuthModule.with` once. */
@Module({
  imports: [AuditModule, ListsModule, MailModule, SettingsModule, JwtModule.register({})],
  providers: [...throttles, ...accounts, ...tokens, ...doorways, ...strategies],
  exports: doorways,
})
export class AuthModule {
  /**
   * The same services, and the guard before every route.
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
      providers: [toProvider(reader), AccessGuard, { provide: APP_GUARD, useExisting: AccessGuard }],
      exports: [AuthModule, AccessGuard, CredentialReader],
    };
  }
}

@Module({})
class AccessGuardModule {}

function toProvider(reader: Type<CredentialReader> | Exclude<Provider<CredentialReader>, Type>): Provider {
  return typeof reader === 'function' ? { provide: CredentialReader, useClass: reader } : reader;
}
