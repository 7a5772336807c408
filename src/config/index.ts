export { Clock, SystemClock } from './clock.js';
export { Config, ConfigError, doorNames, loadConfig, parseConfig, type DoorName } from './config.js';
export { ConfigModule } from './config.module.js';
export { masterSecret } from './master-secret.js';
export { settings, type Setting } from './settings.js';
export { Vault, VaultError } from './vault.js';
export { version } from './version.js';
