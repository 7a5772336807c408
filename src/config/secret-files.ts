import { readFileSync } from 'node:fs';
import { settings } from './settings.js';

/** Names and values of environment variables. */
export type RawSettings = Readonly<Record<string, string | undefined>>;

// A secret is one line; a longer file was named by mistake.
const mostBytes = 16_384;

/**
 * Reads secrets from files, where neither `ps` nor a container's inspection shows them: `<NAME>_FILE` names one.
 * @returns the settings with the contents of the files, and a sentence for each problem
 */
export function withSecretFiles(given: RawSettings): { readonly values: RawSettings; readonly problems: string[] } {
  const values = { ...given };
  const problems: string[] = [];
  for (const { name, secret } of settings) {
    const file = given[`${name}_FILE`];
    if (secret !== true || !file?.trim()) continue;
    if (given[name]?.trim()) {
      problems.push(`Both ${name} and ${name}_FILE are set; keep one of them.`);
      continue;
    }
    const read = readSecret(file.trim());
    if ('problem' in read) problems.push(`The file that ${name}_FILE names ${read.problem}.`);
    else values[name] = read.secret;
  }
  return { values, problems };
}

function readSecret(file: string): { readonly secret: string } | { readonly problem: string } {
  try {
    const bytes = readFileSync(file);
    const secret = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .replace(/(?:\r?\n){1,2}$/, '');
    if (secret.trim() === '') return { problem: 'is empty' };
    return bytes.length > mostBytes || /\p{Cc}/u.test(secret) ? { problem: 'holds more than one line' } : { secret };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { problem: missing ? 'does not exist' : 'cannot be read' };
  }
}
