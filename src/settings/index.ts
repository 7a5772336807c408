export type { InstallationChange } from './installation-change.js';
export type { Appearance, Installation, MailSettings } from './installation.js';
export { InstallationSettings } from './installation-settings.js';
export { Mail, MailError, type Letter } from './mail.js';
export { SettingsError, settingsRefusals, type SettingsRefusal } from './settings.error.js';
export { SettingsModule } from './settings.module.js';
