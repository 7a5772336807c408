export { GuardedConnector } from './guarded-connector.js';
export { NameResolver } from './name-resolver.js';
export { OutboundError, type OutboundErrorCode, type OutboundStep } from './outbound-error.js';
export { OutboundHttp, type OutboundRequest, type OutboundResponse } from './outbound-http.js';
export {
  type OutboundChallenge,
  type OutboundStream,
  type OutboundStreamRequest,
  OutboundStreams,
} from './outbound-streams.js';
export { usableStreamUrl } from './outbound-url.js';
export { OutboundModule } from './outbound.module.js';
export { type OutboundBudget, Patience } from './patience.js';
