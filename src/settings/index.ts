export type { Appearance, Installation, MailSettings } from './installation.js';
export { InstallationSettings, type InstallationChange } from './installation-settings.js';
export { Mail, type Letter } from './mail.js';
export { SettingsError, settingsRefusals, type SettingsRefusal } from './settings.error.js';
export { SettingsModule } from './settings.module.js';
