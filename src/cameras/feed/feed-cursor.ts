import type { Caller } from '#auth';
import { Vault, VaultError } from '#config';
import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';

/** A moment that a reader has followed to: what was committed, and what the caller saw of it. */
export interface Moment {
  /** Text of `pg_current_snapshot()`. */
  readonly snapshot: string;
  /** The name of a sight. */
  readonly sight: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Cameras up to an id (and above those of the zone before), and the moment to which the reader has them. */
export interface Zone {
  readonly upTo: number;
  readonly moment: Moment;
}

/**
 * How far a reader is. Idle: one zone for all ids. While the difference of two moments is read in several pages, a sweep goes
 * through the ids: those up to `position` are at `target`, those above as their zone says.
 */
export interface FeedPosition {
  readonly era: string;
  readonly zones: readonly Zone[];
  readonly sweep?: { readonly target: Moment; readonly position: number } | undefined;
  /** Ids that the reader does not have although their zone's moment shows them: they went before they were sent. */
  readonly missed: readonly number[];
}

export const lastId = 2_147_483_647;
/** Characters; 16 zones and 100 missed ids fit. */
const longest = 12_000;

/** Writes and reads the cursors of the feed: sealed, and bound to the caller and what they asked for. */
@Injectable()
export class FeedCursors {
  constructor(private readonly vault: Vault) {}

  write(caller: Caller, asked: unknown, position: FeedPosition): string {
    return this.vault.seal(JSON.stringify(toCompact(position)), placeOf(caller, asked));
  }

  /** @throws DomainError cursor.invalid when it is not ours, edited, or of another caller or question */
  read(caller: Caller, asked: unknown, cursor: string): FeedPosition {
    if (cursor.length > longest) throw new DomainError('cursor.invalid');
    try {
      // The border where our own authenticated text becomes a type again.
      return fromCompact(JSON.parse(this.vault.open(cursor, placeOf(caller, asked))) as Compact);
    } catch (error) {
      if (error instanceof VaultError) throw new DomainError('cursor.invalid');
      throw error;
    }
  }
}

type CompactMoment = readonly [snapshot: string, sight: string, at: number];
type Compact = readonly [
  era: string,
  zones: readonly (readonly [upTo: number, ...CompactMoment])[],
  sweep: readonly [position: number, ...CompactMoment] | 0,
  missed: readonly number[],
];

function toCompact({ era, zones, sweep, missed }: FeedPosition): Compact {
  const compact = ({ snapshot, sight, at }: Moment): CompactMoment => [snapshot, sight, at];
  return [
    era,
    zones.map(({ upTo, moment }) => [upTo, ...compact(moment)] as const),
    sweep === undefined ? 0 : [sweep.position, ...compact(sweep.target)],
    missed,
  ];
}

function fromCompact([era, zones, sweep, missed]: Compact): FeedPosition {
  const moment = (snapshot: string, sight: string, at: number): Moment => ({ snapshot, sight, at });
  return {
    era,
    zones: zones.map(([upTo, ...rest]) => ({ upTo, moment: moment(...rest) })),
    ...(sweep === 0 ? {} : { sweep: { position: sweep[0], target: moment(sweep[1], sweep[2], sweep[3]) } }),
    missed,
  };
}

function placeOf(caller: Caller, asked: unknown): string {
  return `camera feed:${nameOf(caller)}:${JSON.stringify(asked)}`;
}

/** Whose cursor it is. A key or token for chosen cameras sees less than its owner, which the sight says. */
function nameOf(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return `user ${caller.userId}`;
    case 'application':
      return `application ${caller.applicationId}`;
    case 'system':
    case 'guest':
      return caller.kind;
  }
}
