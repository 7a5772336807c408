export type { InstallationChange } from './installation-change.js';
export type { Appearance, Installation, MailSettings } from './installation.js';
export { SettingsService } from './settings.service.js';
export { SettingsModule } from './settings.module.js';
