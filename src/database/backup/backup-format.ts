/**
 * A backup is a file of three parts: one line of JSON (`BackupHeader`), a gzip stream of frames, and 32 bytes, the HMAC-SHA-256 of
 * everything before them under a key of the master secret. A frame is a letter, the length of its content in four bytes (big
 * endian), and the content:
 *
 *     T  JSON {name}            a table begins
 *     D  text of COPY           some of its rows, in UTF-8
 *     E  JSON BackupTable       it ends
 *     M  JSON BackupManifest    everything ends
 */
export const formatVersion = 1;
export const macBytes = 32;
/** The purpose of the key (`Vault.derive`). */
export const macPurpose = 'backup';
/** Bytes. A header names every column and every migration: some 20 kB. */
export const longestHeader = 1_048_576;
/** Bytes of a frame; PostgreSQL sends a row at a time, and no row of ours is as long as this. */
export const longestFrame = 268_435_456;

export type FrameKind = 'T' | 'D' | 'E' | 'M';

/** A table and those of its columns that are stored, in the order of their texts. */
export interface BackupColumns {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What a reader must know before it begins; none of it is secret. */
export interface BackupHeader {
  /** `formatVersion`. */
  readonly camgate_backup: number;
  readonly created_at: string;
  /** The version of the program that wrote it. */
  readonly program: string;
  /** The version of PostgreSQL that it was read from. */
  readonly server: string;
  /** The migrations of its schema, in the order in which they are run. */
  readonly migrations: readonly string[];
  /** Names the master secret that authenticates this file. */
  readonly key: string;
  /** Names the master secrets that its sealed values may need. */
  readonly sealing_keys: readonly string[];
  /** A text that `key` sealed. */
  readonly canary: string;
  readonly tables: readonly BackupColumns[];
}

/** A table that was written. */
export interface BackupTable {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of its text, in hex. */
  readonly sha256: string;
}

/** How far the numbers of a column were given out. */
export interface BackupSequence {
  readonly table: string;
  readonly column: string;
  /** A decimal number. */
  readonly value: string;
  /** Whether `value` itself was given out. */
  readonly given: boolean;
}

export interface BackupManifest {
  readonly tables: readonly BackupTable[];
  readonly sequences: readonly BackupSequence[];
}

/** Where the canary is bound to. */
export const canaryPlace = 'backup.canary:';

/** A backup that cannot be made or restored, as one sentence for a person. */
export class BackupError extends Error {
  constructor(
    readonly reason: 'damaged' | 'foreign' | 'secret' | 'newer' | 'not-empty' | 'in-use' | 'schema',
    sentence: string,
  ) {
    super(sentence);
    this.name = 'BackupError';
  }
}

export function damaged(how: string): BackupError {
  return new BackupError('damaged', `The backup is damaged: ${how}. Nothing was changed.`);
}

/** A frame as bytes. */
export function frame(kind: FrameKind, content: Buffer | object): readonly Buffer[] {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(5);
  head.write(kind, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return [head, bytes];
}
