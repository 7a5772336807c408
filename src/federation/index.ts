export { BackChannelLogoutService } from './back-channel-logout.service.js';
export type { ClaimRule } from './claim-rule.js';
export { type ExternalIdentity, ExternalIdentitiesService, type OwnIdentity } from './external-identities.service.js';
export { ExternalSessionStore } from './external-session-store.js';
export {
  type Browser,
  type ExternalFailure,
  ExternalSignInService,
  type ExternalStep,
} from './external-sign-in.service.js';
export { FederationModule } from './federation.module.js';
export type { IdentityProvider, IdentityProviderDraft } from './identity-provider.js';
export { IdentityProvidersService, type ProviderButton } from './identity-providers.service.js';
