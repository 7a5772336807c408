import { Module } from '@nestjs/common';

/** The REST door. */
@Module({})
export class RestModule {}
