import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { OutboundModule } from '#outbound';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BackChannelLogoutService } from './back-channel-logout.service.js';
import { ClaimGrants } from './claim-grants.js';
import { ExternalIdentitiesService } from './external-identities.service.js';
import { ExternalIdentityEntity } from './external-identity.entity.js';
import { ExternalSessionEntity } from './external-session.entity.js';
import { ExternalSessionStore } from './external-session-store.js';
import { ExternalSignInEntity } from './external-sign-in.entity.js';
import { ExternalSignInService } from './external-sign-in.service.js';
import { IdentityProviderEntity } from './identity-provider.entity.js';
import { IdentityProvidersService } from './identity-providers.service.js';
import { ProviderConnection } from './provider-connection.js';
import { SignInsUnderWay } from './sign-ins-under-way.js';

const entities = [IdentityProviderEntity, ExternalIdentityEntity, ExternalSignInEntity, ExternalSessionEntity];

/** Sign-in through external OpenID Connect providers. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), AccessModule, AuthModule, AuditModule, OutboundModule],
  providers: [
    BackChannelLogoutService,
    ClaimGrants,
    ExternalIdentitiesService,
    ExternalSessionStore,
    ExternalSignInService,
    IdentityProvidersService,
    ProviderConnection,
    SignInsUnderWay,
  ],
  exports: [
    BackChannelLogoutService,
    ExternalIdentitiesService,
    ExternalSessionStore,
    ExternalSignInService,
    IdentityProvidersService,
  ],
})
export class FederationModule {}
