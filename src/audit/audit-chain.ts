import { Injectable, Logger } from '@nestjs/common';
import { Vault } from '#config';
import { randomBytes } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditMarks, type ChainEnds, noHash } from './audit-marks.js';

/** The chain's ends as they are stored. */
export interface StoredEnds extends ChainEnds {
  /** Whether they are as the sealer left them. */
  readonly genuine: boolean;
}

interface EndsRow {
  readonly sequence: string;
  readonly hash: Buffer;
  readonly anchor_sequence: string;
  readonly anchor_hash: Buffer;
  readonly unmarked_through: string | null;
  readonly mark: Buffer;
}

const row = 1;
const place = 'audit_chains.key_sealed:1';
// Any constant will do: whoever changes the chain's ends holds it until the transaction ends.
const chainLock = 4_207_561;

/** The key of the marks, and the two ends of the chain; no writer of events waits for either. */
@Injectable()
export class AuditChain {
  private readonly logger = new Logger('AuditChain');
  private loading: Promise<AuditMarks> | undefined;
  /** The newest link that this process has seen. */
  private seen = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
  ) {}

  /** @throws VaultError when the key was sealed under another master secret */
  marks(): Promise<AuditMarks> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  /** The ends as stored; undefined where somebody removed them. */
  async read(manager: EntityManager, lock: '' | 'FOR UPDATE' = ''): Promise<StoredEnds | undefined> {
    const marks = await this.marks();
    const [stored] = await manager.query<EndsRow[]>(`SELECT * FROM audit_chains WHERE id = ${row} ${lock}`);
    if (stored === undefined) return undefined;
    const ends = {
      sequence: Number(stored.sequence),
      hash: stored.hash,
      anchorSequence: Number(stored.anchor_sequence),
      anchorHash: stored.anchor_hash,
      unmarkedThrough: stored.unmarked_through === null ? undefined : Number(stored.unmarked_through),
    };
    return { ...ends, genuine: marks.ends(ends).equals(stored.mark) };
  }

  /**
   * Runs the work in a transaction that alone, over all instances, may change the ends. The work returns the new ones, or
   * undefined for no change.
   * @returns whether it ran: not while another process holds the chain
   */
  async change(
    work: (manager: EntityManager, ends: StoredEnds | undefined, marks: AuditMarks) => Promise<ChainEnds | undefined>,
  ): Promise<boolean> {
    const marks = await this.marks();
    return this.dataSource.transaction(async (manager) => {
      const [lock] = await manager.query<{ held: boolean }[]>(`SELECT pg_try_advisory_xact_lock(${chainLock}) AS held`);
      if (lock?.held !== true) return false;
      const ends = await this.read(manager, 'FOR UPDATE');
      this.compare(ends);
      const changed = await work(manager, ends, marks);
      if (changed !== undefined) await this.write(manager, changed, marks);
      this.seen = changed?.sequence ?? ends?.sequence ?? 0;
      return true;
    });
  }

  private async write(manager: EntityManager, ends: ChainEnds, marks: AuditMarks): Promise<void> {
    const { sequence, hash, anchorSequence, anchorHash, unmarkedThrough } = ends;
    await manager.query(
      `UPDATE audit_chains SET sequence = $1, hash = $2, anchor_sequence = $3, anchor_hash = $4,
         unmarked_through = $5, mark = $6 WHERE id = ${row}`,
      [sequence, hash, anchorSequence, anchorHash, unmarkedThrough ?? null, marks.ends(ends)],
    );
  }

  /** An older state with a genuine mark is a restored backup, or the work of somebody who kept a copy. */
  private compare(ends: StoredEnds | undefined): void {
    if ((ends?.sequence ?? 0) < this.seen)
      this.logger.error(`The audit chain went back from ${this.seen} to ${ends?.sequence ?? 0}.`);
  }

  private async load(): Promise<AuditMarks> {
    const [stored] = await this.keys();
    if (stored !== undefined) return this.opened(stored.key_sealed);
    const key = randomBytes(32);
    // Sealed rows without ends: somebody removed these, and with them the key that could verify those rows.
    const [newest] = await this.dataSource.query<{ sequence: string; hash: Buffer }[]>(
      'SELECT sequence, hash FROM audit_events WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1',
    );
    const ends: ChainEnds = {
      sequence: Number(newest?.sequence ?? 0),
      hash: newest?.hash ?? noHash,
      anchorSequence: 0,
      anchorHash: noHash,
      unmarkedThrough: undefined,
    };
    await this.dataSource.query(
      `INSERT INTO audit_chains (id, key_sealed, sequence, hash, anchor_sequence, anchor_hash, mark)
       VALUES (${row}, $1, $2, $3, 0, $4, $5) ON CONFLICT (id) DO NOTHING`,
      [
        this.vault.seal(key.toString('base64url'), place),
        ends.sequence,
        ends.hash,
        noHash,
        new AuditMarks(key).ends(ends),
      ],
    );
    const [inserted] = await this.keys();
    if (inserted === undefined) throw new Error('The audit chain was removed while it was made.');
    return this.opened(inserted.key_sealed);
  }

  private keys(): Promise<readonly { readonly key_sealed: string }[]> {
    return this.dataSource.query(`SELECT key_sealed FROM audit_chains WHERE id = ${row}`);
  }

  private opened(sealed: string): AuditMarks {
    return new AuditMarks(Buffer.from(this.vault.open(sealed, place), 'base64url'));
  }
}
