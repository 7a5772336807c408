export { IdempotencyModule } from './idempotency.module.js';
export { type Claim, IdempotencyService, type KeptAnswer } from './idempotency.service.js';
