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
  const endingPipe = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      // The other side would wait for ever.
      pipe.destroy(error instanceof Error ? error : undefined);
      throw error;
    }
  };
  const restoring = openBackup(pipe, to.vault).then((backup) => restoreBackup(to, backup));
  const [written, restored] = await Promise.allSettled([
    endingPipe(writeBackup({ ...from, alone: true }, pipe)),
    endingPipe(restoring),
  ]);
  // Where both failed, the reader has ended early because of the writer, or the writer because of the reader's pipe.
  if (written.status === 'rejected' && !pipeBroke(written.reason)) throw written.reason;
  if (restored.status === 'rejected') throw restored.reason;
  return restored.value;
}

function pipeBroke(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^ERR_STREAM|^ABORT/.test(String(error.code));
}
