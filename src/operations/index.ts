export { documentApi } from './api-documentation.js';
export { HouseLogger, loggerOptions, requestId } from './logging.js';
export { OperationsModule } from './operations.module.js';
