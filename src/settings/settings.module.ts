import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { InstallationStore } from './installation-store.js';
import { SettingsService } from './settings.service.js';

/** What administrators set while the server runs. */
@Module({
  imports: [AuditModule],
  providers: [InstallationStore, SettingsService],
  exports: [SettingsService, InstallationStore],
})
export class SettingsModule {}
