import { Module } from '@nestjs/common';
import { InstallationSettings } from './installation-settings.js';

/** What administrators set while the server runs, and the mail that goes out. */
@Module({ providers: [InstallationSettings], exports: [InstallationSettings] })
export class SettingsModule {}
