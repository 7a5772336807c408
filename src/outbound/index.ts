export { NameResolver } from './name-resolver.js';
export { OutboundError, OutboundHttp, type OutboundRequest, type OutboundResponse } from './outbound-http.js';
export { OutboundModule } from './outbound.module.js';
