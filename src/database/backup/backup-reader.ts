import { type Vault, VaultError } from '#config';
import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import {
  BackupError,
  type BackupHeader,
  canaryPlace,
  damaged,
  formatVersion,
  type FrameKind,
  longestFrame,
  longestHeader,
  macBytes,
  macPurpose,
} from './backup-format.js';

/** Pieces of a file or a pipe. */
export type Pieces = AsyncIterable<Buffer>;

export interface Frame {
  readonly kind: FrameKind;
  readonly content: Buffer;
}

/** A backup whose secret is ours, and whose frames can be read once. */
export interface OpenedBackup {
  readonly header: BackupHeader;
  /** Ends only when everything was read and is genuine. @throws BackupError */
  readonly frames: () => AsyncIterable<Frame>;
}

const newline = 0x0a;

/**
 * Reads the header.
 * @throws BackupError where it is no backup, of a newer version, or of another master secret
 */
export async function openBackup(source: Pieces, vault: Vault): Promise<OpenedBackup> {
  const pieces = source[Symbol.asyncIterator]();
  const { line, rest } = await readLine(pieces);
  const header = toHeader(line);
  const mac = createHmac('sha256', keyOf(header, vault));
  mac.update(line);
  return { header, frames: () => framesOf(authentic(rest, pieces, mac)) };
}

/** Reads a whole backup. @throws BackupError unless it is as it was written */
export async function verifyBackup(source: Pieces, vault: Vault): Promise<BackupHeader> {
  const { header, frames } = await openBackup(source, vault);
  let last: FrameKind | undefined;
  for await (const { kind } of frames()) last = kind;
  if (last !== 'M') throw damaged('its end is missing');
  return header;
}

/** The first line with its end, and what was read behind it. */
async function readLine(pieces: AsyncIterator<Buffer>): Promise<{ readonly line: Buffer; readonly rest: Buffer }> {
  let read = Buffer.alloc(0);
  while (read.length < longestHeader) {
    const { value, done } = await pieces.next();
    if (done === true) break;
    read = Buffer.concat([read, value]);
    if (read.length > 0 && read[0] !== '{'.charCodeAt(0)) break;
    const end = read.indexOf(newline);
    if (end !== -1) return { line: read.subarray(0, end + 1), rest: read.subarray(end + 1) };
  }
  throw new BackupError('foreign', 'This is not a backup of Camgate, or not the beginning of one.');
}

function toHeader(line: Buffer): BackupHeader {
  let value: unknown;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch {
    throw damaged('its first line cannot be read');
  }
  if (typeof value !== 'object' || value === null || !('camgate_backup' in value))
    throw new BackupError('foreign', 'This is not a backup of Camgate.');
  if (value.camgate_backup !== formatVersion)
    throw new BackupError('newer', 'This backup was made by a newer version of Camgate: restore it with that version.');
  // The border: checked here, and genuine before anything of it is committed.
  const header = value as BackupHeader;
  const texts = (list: unknown): boolean => Array.isArray(list) && list.every((item) => typeof item === 'string');
  const whole =
    texts(header.migrations) &&
    texts(header.sealing_keys) &&
    texts([header.key, header.canary, header.program, header.created_at]) &&
    Array.isArray(header.tables) &&
    header.tables.every((table) => typeof table === 'object' && texts([table.name]) && texts(table.columns));
  if (!whole) throw damaged('its first line is incomplete');
  return header;
}

/** The key that authenticates the file. @throws BackupError where a secret is missing */
function keyOf({ key, canary, sealing_keys: sealingKeys }: BackupHeader, vault: Vault): Buffer {
  const found = vault.deriveAll(macPurpose).find(({ keyId }) => keyId === key)?.key;
  if (found === undefined || sealingKeys.some((needed) => !vault.keyIds.includes(needed)))
    throw new BackupError(
      'secret',
      'The backup was made with another master secret: set the CAMGATE_SECRET of that time (or put its DATA_DIR/secret there), several with commas between them. Nothing was changed.',
    );
  try {
    vault.open(canary, canaryPlace);
  } catch (error) {
    if (error instanceof VaultError) throw damaged('its first line was altered');
    throw error;
  }
  return found;
}

/** Everything but the last bytes, which must be those that its writer computed. */
async function* authentic(first: Buffer, pieces: AsyncIterator<Buffer>, mac: Hmac): AsyncGenerator<Buffer> {
  let held = first;
  for (;;) {
    if (held.length > macBytes) {
      const passed = held.subarray(0, held.length - macBytes);
      held = held.subarray(held.length - macBytes);
      mac.update(passed);
      yield passed;
    }
    const { value, done } = await pieces.next();
    if (done === true) break;
    held = Buffer.concat([held, value]);
  }
  if (held.length < macBytes || !timingSafeEqual(held, mac.digest()))
    throw damaged('it was cut off or altered, or is not whole');
}

async function* framesOf(body: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const unpacked = createGunzip();
  const fed = pipeline(Readable.from(body, { objectMode: false }), unpacked);
  // Awaited below; until then a failure is the unpacked stream's.
  fed.catch(() => undefined);
  const buffer = new FrameBuffer();
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) yield* buffer.take(piece);
    await fed;
  } catch (error) {
    if (isOfZlib(error)) throw damaged('its content cannot be unpacked');
    throw error;
  }
  if (!buffer.isEmpty) throw damaged('it ends in the middle');
}

/** Cuts what comes into frames. */
class FrameBuffer {
  private pieces: Buffer[] = [];
  private length = 0;

  get isEmpty(): boolean {
    return this.length === 0;
  }

  *take(piece: Buffer): Generator<Frame> {
    this.pieces.push(piece);
    this.length += piece.length;
    while (this.length >= 5) {
      if ((this.pieces[0]?.length ?? 0) < 5) this.join();
      const [head] = this.pieces;
      const size = head?.readUInt32BE(1) ?? 0;
      const kind = head?.toString('latin1', 0, 1) ?? '';
      if (size > longestFrame || !isKind(kind)) throw damaged('its content makes no sense');
      if (this.length < 5 + size) return;
      this.join();
      const all = this.pieces[0] ?? Buffer.alloc(0);
      yield { kind, content: all.subarray(5, 5 + size) };
      const rest = all.subarray(5 + size);
      this.pieces = rest.length === 0 ? [] : [rest];
      this.length = rest.length;
    }
  }

  private join(): void {
    if (this.pieces.length > 1) this.pieces = [Buffer.concat(this.pieces)];
  }
}

function isKind(text: string): text is FrameKind {
  return text === 'T' || text === 'D' || text === 'E' || text === 'M';
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ERR_)/.test(String(error.code));
}
