import { Module } from '@nestjs/common';

/** The OAuth 2.0 door. */
@Module({})
export class OauthModule {}
