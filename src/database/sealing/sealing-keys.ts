import { Client } from 'pg';
import { clientOptions, type DatabaseSession } from '../database-session.js';

/** Sealed values need a master secret that is no longer set. */
export class SealingKeyMissing extends Error {}

/**
 * Notes which master secret seals from now on.
 * @param keyIds of the secrets that are set, the sealing one first
 * @throws SealingKeyMissing where another one sealed values that were not sealed anew since
 */
export async function noteSealingKeys(url: string, session: DatabaseSession, keyIds: readonly string[]): Promise<void> {
  const client = new Client(clientOptions(url, session.tls));
  // Without a listener, a broken connection would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query('SELECT FROM sealing_keys WHERE key_id <> ALL ($1::text[]) LIMIT 1', [keyIds]);
    if (rows.length > 0) throw new SealingKeyMissing();
    await client.query('INSERT INTO sealing_keys (key_id) VALUES ($1) ON CONFLICT DO NOTHING', [keyIds[0]]);
  } finally {
    await client.end();
  }
}
