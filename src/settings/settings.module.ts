import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { InstallationStore } from './installation-store.js';
import { InstallationSettings } from './settings.service.js';

/** What administrators set while the server runs. */
@Module({
  imports: [AuditModule],
  providers: [InstallationStore, InstallationSettings],
  exports: [InstallationSettings, InstallationStore],
})
export class SettingsModule {}
