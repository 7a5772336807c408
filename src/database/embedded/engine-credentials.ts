import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './embedded-postgres-error.js';

/** The passwords of one cluster: of the superuser that maintains it, and of the application's role. */
export interface EngineCredentials {
  readonly superuser: string;
  readonly application: string;
}

const fileName = 'credentials.json';

/** Reads the cluster's passwords; undefined when none were made yet. */
export async function readCredentials(clustersDirectory: string): Promise<EngineCredentials | undefined> {
  try {
    return JSON.parse(await readFile(join(clustersDirectory, fileName), 'utf8')) as EngineCredentials;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the passwords before the first initdb, whole or not at all; of two processes that race, both get the winner's. */
export async function obtainCredentials(clustersDirectory: string): Promise<EngineCredentials> {
  const existing = await readCredentials(clustersDirectory);
  if (existing !== undefined) return existing;
  const made: EngineCredentials = { superuser: generatePassword(), application: generatePassword() };
  const draft = join(clustersDirectory, `.${fileName}-${randomBytes(8).toString('hex')}`);
  try {
    await writeDurably(draft, JSON.stringify(made));
    await link(draft, join(clustersDirectory, fileName));
    return made;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return (await readCredentials(clustersDirectory)) ?? made;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Letters, digits, `-` and `_` only, so that it needs no escaping in a URL. */
function generatePassword(): string {
  return randomBytes(24).toString('base64url');
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
