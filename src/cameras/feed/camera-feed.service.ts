import { visibleCameras } from '#access';
import type { Caller } from '#auth';
import { Clock } from '#config';
import { type ConsistentRead, Statements } from '#database';
import { DomainError } from '#errors';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { hidesAddresses, withAddressed } from '../camera-addresses.js';
import type { CameraShape } from '../search/camera-shape.js';
import { compileShape } from '../search/compile-shape.js';
import { type Candidate, readCandidates } from './feed-candidates.js';
import { FeedCursors, type FeedPosition, lastId, type Moment } from './feed-cursor.js';
import { differenceOf, isSeen, looksAlike, type Place, type Sight } from './sight.js';
import { blind, type SeenMoment, SightStore } from './sight-store.js';

export const feedChangeTypes = ['created', 'updated', 'deleted', 'hidden', 'shown'] as const;
/** `hidden` and `shown`: it is no longer, or now, visible to this caller. */
export type FeedChangeType = (typeof feedChangeTypes)[number];

/** What became of a camera since the caller last read. */
export interface FeedChange {
  readonly type: FeedChangeType;
  readonly id: number;
  /** Of a camera that the caller sees: its version, and its JSON in the shape that was asked for. */
  readonly camera?: { readonly version: number; readonly json: string };
}

/** What a caller follows. */
export interface FeedQuestion {
  readonly shape: CameraShape;
  /** Only cameras of this organization. */
  readonly organizationId?: number | undefined;
}

export interface FeedPage {
  readonly changes: readonly FeedChange[];
  /** Where to go on. */
  readonly next: string;
  /** Whether there is more to read now. */
  readonly hasMore: boolean;
  /** The cursor behind one of the changes, for who takes them one by one. */
  cursorBehind(index: number): string;
}

/** Where a caller begins: `now`, or `beginning`, which first sends all that they see. */
export type FeedStart = 'now' | 'beginning';

/** Days that a cursor is good for. */
export const feedDays = 30;
const day = 86_400_000;
export const mostChanges = 1000;
const fewestCandidates = 100;
const mostRounds = 20;
const mostZones = 16;
const mostMissed = 100;
const mostReadings = 3;

interface Read {
  readonly now: SeenMoment & { readonly sets: string };
  readonly changes: readonly FeedChange[];
  /** Behind each change. */
  readonly positions: readonly FeedPosition[];
  readonly next: FeedPosition;
  readonly hasMore: boolean;
}

/**
 * What changed in the cameras that a caller sees, for clients that keep a copy: who follows it holds exactly what a fresh list
 * shows. A cursor names two things, a snapshot of the database and the sight of the caller in it; what is sent is the difference
 * to the present snapshot and sight, so a camera that is visible for several reasons stays when one of them ends, and nothing is
 * told of cameras that the caller did not see (ADR 35).
 */
@Injectable()
export class CameraFeedService {
  constructor(
    private readonly statements: Statements,
    private readonly sights: SightStore,
    private readonly cursors: FeedCursors,
    private readonly clock: Clock,
  ) {}

  /** A cursor to begin from. */
  async begin(caller: Caller, question: FeedQuestion, start: FeedStart): Promise<string> {
    const now = await this.statements.consistently((read) => this.sights.now(read, caller));
    await this.sights.keep(now.hash, now.sets);
    const moment = { ...this.momentOf(now), ...(start === 'beginning' ? { sight: blind } : {}) };
    return this.write(caller, question, { era: now.era, zones: [{ upTo: lastId, moment }], missed: [] });
  }

  /**
   * What changed since a cursor, at most `limit` (1 to 1000) changes, each camera once.
   * @throws DomainError cursor.invalid, cursor.expired when it is older than `feedDays`, or of another history of the database
   */
  async changes(caller: Caller, question: FeedQuestion, since: string, limit: number): Promise<FeedPage> {
    if (!Number.isInteger(limit) || limit < 1 || limit > mostChanges)
      throw new DomainError('list.invalid', `a limit is 1 to ${mostChanges}`, { field: 'limit' });
    let found = await this.readFrom(caller, question, this.cursors.read(caller, askedOf(question), since), limit);
    // The rest of a sweep had nothing more to send: what has come since is next.
    for (let times = 1; times < mostReadings && found.changes.length === 0 && found.hasMore; times += 1)
      found = await this.readFrom(caller, question, found.next, limit);
    await this.sights.keep(found.now.hash, found.now.sets);
    const write = (at: FeedPosition): string => this.write(caller, question, at);
    return {
      changes: found.changes,
      next: write(found.next),
      hasMore: found.hasMore,
      cursorBehind: (index) => write(found.positions[index] ?? found.next),
    };
  }

  private async readFrom(caller: Caller, question: FeedQuestion, position: FeedPosition, limit: number): Promise<Read> {
    this.checkAge(position);
    const sights = await this.sightsOf(position);
    return this.statements.consistently((read) => this.read(read, { caller, question, position, sights, limit }));
  }

  private async read(
    read: ConsistentRead,
    { caller, question, position: given, sights, limit }: ReadQuestion,
  ): Promise<Read> {
    const now = await this.sights.now(read, caller);
    // Restored elsewhere, or to an earlier time: its transaction ids mean others.
    if (now.era !== given.era || xmaxOf(given) > xmaxOf(now.snapshot))
      throw new DomainError('cursor.expired', 'of another era');
    const started = this.startOf(given, now);
    let { position, sweep } = started;
    const { target } = sweep;
    const targetSight = target.sight === now.hash ? now.sight : sightNamed(sights, target.sight);
    const missed = new Set(position.missed);
    const changes: FeedChange[] = [];
    const positions: FeedPosition[] = [];
    const at = (upTo: number): FeedPosition => {
      sweep = { target, position: upTo };
      position = { ...position, sweep, missed: [...missed] };
      return position;
    };
    let rounds = 0;
    for (const zone of position.zones) {
      const zoneSight = zone.moment.sight === now.hash ? now.sight : sightNamed(sights, zone.moment.sight);
      const difference = differenceOf(zoneSight, targetSight);
      while (sweep.position < zone.upTo) {
        if ((rounds += 1) > mostRounds) return { now, changes, positions, next: position, hasMore: true };
        const batch = Math.max(limit - changes.length, fewestCandidates);
        const candidates = await readCandidates(read, {
          from: zone.moment.snapshot,
          to: target.snapshot,
          difference,
          missed: [...missed],
          above: sweep.position,
          upTo: zone.upTo,
          limit: batch,
        });
        const shown = await this.render(read, caller, question, candidates);
        for (const candidate of candidates) {
          const sees = (sight: Sight, place: Place | undefined): boolean =>
            place !== undefined && isAsked(question, place) && isSeen(sight, place);
          const step = stepOf(candidate, {
            held: !missed.delete(candidate.id) && sees(zoneSight, candidate.before),
            wanted: sees(targetSight, candidate.after),
            looksAlike: looksAlike(zoneSight, targetSight, candidate.after?.organizationId ?? 0),
            camera: shown.get(candidate.id),
            wasSeenWhenDeleted: sees(targetSight, candidate.deletedAt),
          });
          if (step === 'missed') missed.add(candidate.id);
          at(candidate.id);
          if (missed.size > mostMissed) return { now, changes, positions, next: position, hasMore: true };
          if (step === undefined || step === 'missed') continue;
          changes.push(step);
          positions.push(position);
          if (changes.length === limit) return { now, changes, positions, next: position, hasMore: true };
        }
        if (candidates.length < batch) at(zone.upTo);
      }
    }
    const next = { era: now.era, zones: [{ upTo: lastId, moment: target }], missed: [...missed] };
    return { now, changes, positions, next, hasMore: !started.isFresh };
  }

  /**
   * Where the reading begins: an idle reader goes for the present; one within a sweep goes on, unless what they see has become
   * another, or too much has gone before it was sent: then what they have read so far becomes a zone of its own.
   */
  private startOf(given: FeedPosition, now: SeenMoment): Start {
    const target = this.momentOf(now);
    const { sweep, zones, missed } = given;
    if (sweep !== undefined && sweep.target.sight === now.hash && missed.length < mostMissed)
      return { position: given, sweep, isFresh: false };
    const read = sweep === undefined || sweep.position === 0 ? [] : [{ upTo: sweep.position, moment: sweep.target }];
    const left = sweep === undefined ? zones : zones.filter(({ upTo }) => upTo > sweep.position);
    const position = { ...given, zones: [...read, ...left] };
    if (position.zones.length > mostZones)
      throw new DomainError('cursor.expired', 'changes came faster than they were read');
    return { position, sweep: { target, position: 0 }, isFresh: true };
  }

  /** The JSON of those that the caller sees now. */
  private async render(
    read: ConsistentRead,
    caller: Caller,
    { shape, organizationId }: FeedQuestion,
    candidates: readonly Candidate[],
  ): Promise<ReadonlyMap<number, { readonly version: number; readonly json: string }>> {
    if (candidates.length === 0) return new Map();
    const sql = new SqlParameters();
    const conditions = [
      `c.id = any(${sql.add(candidates.map(({ id }) => id))}::integer[])`,
      visibleCameras(caller, sql),
      ...(organizationId === undefined ? [] : [`c.organization_id = ${sql.add(organizationId)}::integer`]),
    ];
    const text = `select c.id, c.version, ${compileShape(shape, hidesAddresses(caller))} as json from cameras c
      where ${conditions.join(' and ')}`;
    const rows = await read<{ readonly id: number; readonly version: number; readonly json: string }>(
      withAddressed(text, caller, sql),
      sql.values,
    );
    return new Map(rows.map(({ id, version, json }) => [id, { version, json }]));
  }

  private momentOf({ snapshot, hash }: SeenMoment): Moment {
    return { snapshot, sight: hash, at: this.clock.now().getTime() };
  }

  private checkAge({ zones, sweep }: FeedPosition): void {
    const oldest = Math.min(...zones.map(({ moment }) => moment.at), sweep?.target.at ?? Infinity);
    if (oldest < this.clock.now().getTime() - feedDays * day) throw new DomainError('cursor.expired', 'too old');
  }

  /** @throws DomainError cursor.expired */
  private async sightsOf({ zones, sweep }: FeedPosition): Promise<ReadonlyMap<string, Sight>> {
    const names = new Set([...zones.map(({ moment }) => moment.sight), ...(sweep ? [sweep.target.sight] : [])]);
    const sights = await Promise.all(
      [...names].map(async (name): Promise<[string, Sight]> => [
        name,
        (await this.sights.get(name)) ?? expired('its sight is gone'),
      ]),
    );
    return new Map(sights);
  }

  private write(caller: Caller, question: FeedQuestion, position: FeedPosition): string {
    return this.cursors.write(caller, askedOf(question), position);
  }
}

interface ReadQuestion {
  readonly caller: Caller;
  readonly question: FeedQuestion;
  readonly position: FeedPosition;
  readonly sights: ReadonlyMap<string, Sight>;
  readonly limit: number;
}

interface Start {
  readonly position: FeedPosition;
  readonly sweep: { readonly target: Moment; readonly position: number };
  /** The target is the present. */
  readonly isFresh: boolean;
}

interface Seen {
  /** The reader has it. */
  readonly held: boolean;
  /** The target's moment shows it. */
  readonly wanted: boolean;
  readonly looksAlike: boolean;
  /** As it is now, where the caller sees it. */
  readonly camera: { readonly version: number; readonly json: string } | undefined;
  readonly wasSeenWhenDeleted: boolean;
}

/**
 * What is sent of a candidate, so that the reader has it exactly if the target's moment shows it. `missed`: the moment shows it,
 * but it cannot be sent any more, because it has gone since.
 */
function stepOf(
  { id, before, written, deletedAt }: Candidate,
  { held, wanted, looksAlike: alike, camera, wasSeenWhenDeleted }: Seen,
): FeedChange | 'missed' | undefined {
  if (!wanted) {
    if (!held) return undefined;
    return { type: deletedAt !== undefined && wasSeenWhenDeleted ? 'deleted' : 'hidden', id };
  }
  if (held) return camera !== undefined && (written || !alike) ? { type: 'updated', id, camera } : undefined;
  if (camera === undefined) return 'missed';
  return { type: before === undefined ? 'created' : 'shown', id, camera };
}

function isAsked({ organizationId }: FeedQuestion, place: Place): boolean {
  return organizationId === undefined || place.organizationId === organizationId;
}

/** What a cursor is bound to, beside its caller. The shape may change on the way. */
function askedOf({ organizationId }: FeedQuestion): unknown {
  return { organizationId: organizationId ?? null };
}

function sightNamed(sights: ReadonlyMap<string, Sight>, name: string): Sight {
  return sights.get(name) ?? expired('its sight is gone');
}

function expired(detail: string): never {
  throw new DomainError('cursor.expired', detail);
}

/** The first transaction id that a snapshot, or the newest of a position, does not know. */
function xmaxOf(of: string | FeedPosition): bigint {
  if (typeof of === 'string') return BigInt(of.split(':')[1] ?? 0);
  const moments = [...of.zones.map(({ moment }) => moment), ...(of.sweep ? [of.sweep.target] : [])];
  return moments.map(({ snapshot }) => xmaxOf(snapshot)).reduce((most, one) => (one > most ? one : most), 0n);
}
