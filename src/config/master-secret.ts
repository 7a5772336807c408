import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, ConfigError } from './config.js';
import { makeDirectory } from './make-directory.js';

/**
 * The master secret, or several with commas: CAMGATE_SECRET, else one generated once into the data directory, readable by its owner only.
 * Without it the sealed camera passwords and signing keys are lost, so it belongs in every backup.
 */
export function masterSecret(config: Config, dataDirectory: string): string {
  if (config.secret !== undefined) return config.secret;
  const file = join(dataDirectory, 'secret');
  try {
    makeDirectory(resolve(dataDirectory));
    // Fails when it exists, so two starting servers agree on one secret.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
    leaveToOwnerOf(dataDirectory, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new ConfigError(
        `The master secret cannot be kept in ${file}; set CAMGATE_SECRET or a DATA_DIR that can be written.`,
      );
    }
  }
  const secret = readSecret(file);
  if (secret.length < 32)
    throw new ConfigError(`The master secret in ${file} is shorter than 32 characters; restore it from a backup.`);
  return secret;
}

/**
 * The same, without making one: undefined where there is none yet.
 * @throws ConfigError where it cannot be read
 */
export function findMasterSecret(config: Config, dataDirectory: string): string | undefined {
  if (config.secret !== undefined) return config.secret;
  const file = join(dataDirectory, 'secret');
  return existsSync(file) ? readSecret(file) : undefined;
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigError(`The master secret in ${file} cannot be read; start Camgate as the user that owns it.`);
  }
}

/** Root may have created the file in another user's directory. */
function leaveToOwnerOf(directory: string, file: string): void {
  const { uid, gid } = statSync(directory);
  if (process.getuid?.() === 0 && uid !== 0) chownSync(file, uid, gid);
}
