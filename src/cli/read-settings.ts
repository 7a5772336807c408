import { loadConfig, type LoadedConfig } from '#config';

/** The effective settings; warnings go to standard error, never into a command's output. */
export function readSettings(): LoadedConfig {
  const loaded = loadConfig();
  for (const warning of loaded.warnings) process.stderr.write(`${warning}\n`);
  return loaded;
}
