import { PassThrough } from 'node:stream';
import type { BackupManifest } from './backup-format.js';
import { openBackup } from './backup-reader.js';
import { type BackupSource, writeBackup } from './backup-writer.js';
import { restoreBackup, type RestoreTarget } from './restore.js';

/**
 * Moves everything into an empty database, without a file between. The old one stays as it is.
 * @throws BackupError where a server works with one of them
 */
export async function moveDatabase(from: BackupSource, to: RestoreTarget): Promise<BackupManifest> {
  const pipe = new PassThrough();
  const restoring = (async () => {
    try {
      return await restoreBackup(to, await openBackup(pipe, to.vault));
    } catch (error) {
      pipe.destroy();
      throw error;
    }
  })();
  const [written, restored] = await Promise.allSettled([writeBackup({ ...from, alone: true }, pipe), restoring]);
  // Where both failed, the reader has ended early because of the writer, or the writer because of the reader's pipe.
  if (written.status === 'rejected' && !pipeBroke(written.reason)) throw written.reason;
  if (restored.status === 'rejected') throw restored.reason;
  return restored.value;
}

function pipeBroke(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^ERR_STREAM|^ABORT/.test(String(error.code));
}
