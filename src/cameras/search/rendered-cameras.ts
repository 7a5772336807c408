import { Config } from '#config';
import { Statements } from '#database';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hidesAddresses, isAddressed } from '../camera-addresses.js';
import type { CameraKey } from '../camera.js';
import type { CameraShape } from './camera-shape.js';
import { compileValue, gapMark, lastingShapeOf } from './compile-shape.js';

/** A camera's JSON, cut at its gaps: text, number of a gap, text, … */
interface Rendering {
  readonly version: string;
  readonly pieces: readonly string[];
}

/** A camera's whole JSON as it was read. */
export interface LastRead {
  readonly reference: string;
  readonly json: string;
}

/** The share of the memory for cameras that are read one by one. */
const shareOfLast = 1 / 8;
/** Of whole answers, which the APIs keep. */
const shareOfAnswers = 1 / 4;

/** What an entry takes beside its JSON, about. */
const charactersOfEntry = 200;
/** What separates the parts of a reference, and a reference from its JSON; JSON escapes both. */
const between = '\u001F';
const behindReference = '\u001E';

/**
 * The JSON of cameras, written once for each version of their rows. A statement that decides the caller's rights, the order
 * and the page returns *references*; a reference names the row's version (`xmin`, which every update changes, whoever makes
 * it), the camera, whether its address is visible to the caller, and what stands in the gaps of the JSON. The JSON comes
 * from memory, or from one more statement that reads exactly these versions and decides no right. So an answer is never
 * older than its statement, and holds nothing that the caller may not see.
 */
@Injectable()
export class RenderedCameras {
  /** A character of JSON takes one byte, or two where the text has any beyond Latin-1. */
  private readonly renderings: LRUCache<string, Rendering>;
  private readonly last: LRUCache<string, LastRead>;
  private readonly shapeNumbers = new WeakMap<CameraShape, number>();
  private shapes = 0;

  constructor(
    private readonly statements: Statements,
    { cameraCacheMegabytes }: Config,
  ) {
    this.renderings = new LRUCache({
      // Zero would be without a bound.
      maxSize: Math.max(1, cameraCacheMegabytes * 1_000_000 * (1 - shareOfLast - shareOfAnswers)),
      sizeCalculation: ({ pieces }) => pieces.reduce((sum, { length }) => sum + length, charactersOfEntry),
    });
    this.last = new LRUCache({
      maxSize: Math.max(1, cameraCacheMegabytes * 1_000_000 * shareOfLast),
      sizeCalculation: ({ reference, json }) => reference.length + json.length + charactersOfEntry,
    });
  }

  /**
   * SQL over `cameras c`: the reference to its JSON, one line of text.
   * @param distanceMetres SQL of the distance, where the query has a place
   */
  referenceOf(shape: CameraShape, caller: Caller, distanceMetres?: string): string {
    const { json, gaps } = lastingShapeOf(shape);
    const hides = hidesAddresses(caller);
    const mark = hides && json.includes('r.addressed') ? `case when ${isAddressed} then '1' else '0' end` : `'1'`;
    const filled = gaps.map((gap) => `${separator} || ${compileValue(gap, hides, distanceMetres)}`);
    return [`c.xmin::text || ${separator} || c.id::text || ${separator} || ${mark}`, ...filled].join(' || ');
  }

  /** What was read last of a camera, in this shape, with its reference. */
  lastOf(shape: CameraShape, caller: Caller, key: CameraKey): LastRead | undefined {
    return this.last.get(this.lastKeyOf(shape, caller, key));
  }

  /** Keeps what a statement wrote of a camera: its JSON depends on its shape and its reference alone. */
  keepLast(shape: CameraShape, caller: Caller, key: CameraKey, read: LastRead): void {
    this.last.set(this.lastKeyOf(shape, caller, key), read);
  }

  private lastKeyOf(shape: CameraShape, caller: Caller, key: CameraKey): string {
    return `${this.prefixOf(shape)}${hidesAddresses(caller)}${JSON.stringify(key)}`;
  }

  /** The JSON behind the references, in their order; undefined when one of the cameras has changed since. */
  async jsonOf(shape: CameraShape, references: readonly string[]): Promise<readonly string[] | undefined> {
    const prefix = this.prefixOf(shape);
    const read = references.map((reference) => {
      const { version, key, live } = parseReference(reference);
      const known = this.renderings.get(prefix + key);
      return { version, key, live, pieces: known?.version === version ? known.pieces : undefined };
    });
    const missing = read.filter(({ pieces }) => pieces === undefined);
    const rendered = missing.length === 0 ? undefined : await this.render(shape, missing);
    const jsons: string[] = [];
    for (const { key, live, pieces = rendered?.get(key)?.pieces } of read) {
      if (pieces === undefined) return undefined;
      jsons.push(filledIn(pieces, live));
    }
    return jsons;
  }

  /** Reads these versions and keeps them in memory; those that are gone are missing in the answer. */
  private async render(
    shape: CameraShape,
    references: readonly Pick<Reference, 'key' | 'version'>[],
  ): Promise<ReadonlyMap<string, Rendering>> {
    const { json } = lastingShapeOf(shape);
    // One text each way: arrays and rows take the driver longer than PostgreSQL takes for the JSON of a few cameras.
    const [row] = await this.statements.named(
      `select string_agg(r.reference || ${behind} || ${json}, chr(10)) from (
        select line as reference, split_part(line, ${separator}, 1) as version,
          split_part(line, ${separator}, 2)::integer as id, split_part(line, ${separator}, 3) = '1' as addressed
        from unnest(string_to_array($1::text, chr(10))) line
      ) r join cameras c on c.id = r.id and c.xmin::text = r.version`,
      [references.map(({ version, key }) => version + between + key).join('\n')],
    );
    const lines = typeof row?.[0] === 'string' ? row[0].split('\n') : [];
    const prefix = this.prefixOf(shape);
    return new Map(
      lines.map((line) => {
        const end = line.indexOf(behindReference);
        const { version, key } = parseReference(line.slice(0, end));
        const rendering = { version, pieces: line.slice(end + 1).split(gapMark) };
        this.renderings.set(prefix + key, rendering);
        return [key, rendering];
      }),
    );
  }

  private prefixOf(shape: CameraShape): string {
    let number = this.shapeNumbers.get(shape);
    if (number === undefined) {
      this.shapes += 1;
      number = this.shapes;
      this.shapeNumbers.set(shape, number);
    }
    return `${number}${between}`;
  }
}

/** The same two in SQL. */
const separator = 'chr(31)';
const behind = 'chr(30)';

interface Reference {
  readonly version: string;
  /** The camera's id and whether its address is visible. */
  readonly key: string;
  /** JSON for the gaps. */
  readonly live: readonly string[];
}

function parseReference(text: string): Reference {
  const start = text.indexOf(between);
  const end = text.indexOf(between, text.indexOf(between, start + 1) + 1);
  const version = text.slice(0, start);
  if (end < 0) return { version, key: text.slice(start + 1), live: [] };
  return { version, key: text.slice(start + 1, end), live: text.slice(end + 1).split(between) };
}

function filledIn(pieces: readonly string[], live: readonly string[]): string {
  if (pieces.length === 1) return pieces[0] ?? '';
  return pieces.map((piece, index) => (index % 2 === 0 ? piece : (live[Number(piece)] ?? 'null'))).join('');
}
