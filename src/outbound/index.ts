export { NameResolver } from './name-resolver.js';
export { OutboundError, OutboundHttp } from './outbound-http.js';
export { OutboundModule } from './outbound.module.js';
