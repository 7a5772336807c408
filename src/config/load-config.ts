import { type Config, parseConfig } from './config.js';
import { readDotEnv } from './dot-env.js';
import type { RawSettings } from './secret-files.js';
import { settings } from './settings.js';
import { unknownNames } from './unknown-names.js';

/** The effective settings, where each comes from, and warnings about what has no effect. */
export interface LoadedConfig {
  readonly config: Config;
  /** By name: `environment`, `.env`, the file that `<NAME>_FILE` names, or `default`. */
  readonly sources: ReadonlyMap<string, string>;
  /** A sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads `.env` beside the working directory, then the environment, which wins. The only reader of `process.env`.
 * @throws ConfigError
 */
export function loadConfig(): LoadedConfig {
  const file = readDotEnv();
  const given = { ...file.values, ...process.env };
  const warnings = [...file.warnings, ...unknownNames(given)];
  return { config: parseConfig(given), sources: sourcesOf(file.values), warnings };
}

function sourcesOf(file: RawSettings): ReadonlyMap<string, string> {
  const from = (name: string): string | undefined =>
    process.env[name]?.trim()
      ? 'environment'
      : process.env[name] === undefined && file[name]?.trim()
        ? '.env'
        : undefined;
  return new Map(
    settings.map(({ name, secret }) => {
      const named = secret && from(name) === undefined ? from(`${name}_FILE`) : undefined;
      return [name, named === undefined ? (from(name) ?? 'default') : `file named in ${named}`];
    }),
  );
}
