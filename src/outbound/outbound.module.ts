import { Module } from '@nestjs/common';
import { AddressPolicy } from './address-policy.js';
import { GuardedConnector } from './guarded-connector.js';
import { NameResolver, SystemNameResolver } from './name-resolver.js';
import { OutboundHttp } from './outbound-http.js';
import { OutboundStreams } from './outbound-streams.js';
import { OwnServices } from './own-services.js';

/** Every request to an address that somebody else named goes through here. */
@Module({
  providers: [
    AddressPolicy,
    GuardedConnector,
    OutboundHttp,
    OutboundStreams,
    OwnServices,
    { provide: NameResolver, useClass: SystemNameResolver },
  ],
  exports: [GuardedConnector, OutboundHttp, OutboundStreams],
})
export class OutboundModule {}
