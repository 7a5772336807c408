import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule, ImportWorkerModule } from '#cameras';
import { ConfigModule } from '#config';
import { DatabaseModule } from '#database';
import { DialectCredentialReader, dialects } from '#dialects';
import { OperationsModule, type RequestMeter } from '#operations';
import { PlaybackModule } from '#playback';
import { FederationModule } from '#federation';
import { SettingsModule } from '#settings';
import { LayoutsModule } from '#layouts';
import { NotificationsModule, WebhookWorkerModule } from '#notifications';
import { DemoModule } from './demo/demo.module.js';
import type { Runtime } from './bootstrap/runtime.js';

/** The whole application: every core module, and the module of every dialect that the settings open. */
@Module({})
export class AppModule {
  /** @param requests counts what the server is asked */
  static on({ config, clock, vault, databaseUrl, session }: Runtime, requests: RequestMeter): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, clock, vault),
        DatabaseModule.at(databaseUrl, undefined, session),
        AuthModule.with(DialectCredentialReader),
        AccessModule,
        FederationModule,
        CamerasModule,
        ImportWorkerModule,
        SettingsModule,
        PlaybackModule,
        LayoutsModule,
        NotificationsModule,
        WebhookWorkerModule,
        OperationsModule.with(requests),
        DemoModule,
        ...dialects.filter(({ name }) => config.dialects.includes(name)).map(({ module }) => module),
      ],
    };
  }
}
