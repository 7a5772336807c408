import { loadConfig, type LoadedConfig } from '#config';

/** The settings in force; what was set in vain is said on standard error, never among a command's output. */
export function readSettings(): LoadedConfig {
  const loaded = loadConfig();
  for (const warning of loaded.warnings) process.stderr.write(`${warning}\n`);
  return loaded;
}
