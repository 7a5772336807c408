import { Module } from '@nestjs/common';
import { AddressPolicy } from './address-policy.js';
import { NameResolver, SystemNameResolver } from './name-resolver.js';
import { OutboundHttp } from './outbound-http.js';
import { OwnServices } from './own-services.js';

/** Every request to an address that somebody else named goes through here. */
@Module({
  providers: [AddressPolicy, OutboundHttp, OwnServices, { provide: NameResolver, useClass: SystemNameResolver }],
  exports: [OutboundHttp],
})
export class OutboundModule {}
