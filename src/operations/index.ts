export { documentApi } from './api-documentation.js';
export { limitConnections } from './connections.js';
export { AppLogger, logAnswer, loggerOptions, logRequests, requestId } from './logging.js';
export { OperationsModule } from './operations.module.js';
