import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdempotencyService } from './idempotency.service.js';
import { KeptAnswerEntity } from './kept-answer.entity.js';

/** Requests that may be repeated. */
@Module({
  imports: [TypeOrmModule.forFeature([KeptAnswerEntity])],
  providers: [IdempotencyService],
  exports: [IdempotencyService],
})
export class IdempotencyModule {}
