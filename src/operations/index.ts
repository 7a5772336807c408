export { documentApi } from './api-documentation.js';
export { limitConnections } from './connections.js';
export { AppLogger, followRequests, logAnswer, loggerOptions, logRequests, requestIds } from './logging.js';
export { PrimaryMetrics } from './metrics/cluster-metrics.js';
export { MetricsServer } from './metrics/metrics-server.js';
export { MetricsService } from './metrics/metrics.service.js';
export { RequestMeter } from './metrics/request-meter.js';
export { OperationsModule } from './operations.module.js';
