import { visibleCameras, visibleSets } from '#access';
import { hasCode } from '#errors';
import { type StatementKind, Statements } from '#database';
import { type Edge, SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import type { Camera, CameraKey } from '../camera.js';
import { hidesAddresses, withAddressed } from '../camera-addresses.js';
import { columnsFor } from '../camera-columns.js';
import type { CameraQuery, Page, PageCursors } from './camera-query.js';
import type { CameraShape } from './camera-shape.js';
import { compileQuery, isPlainList, isPlainPlace } from './compile-query.js';
import { compileKey } from '../camera-key.js';
import type { CameraTile, TileKey } from './camera-tile.js';
import { CameraTiles } from './camera-tiles.js';
import { compileShape } from './compile-shape.js';
import { SearchTurns } from './search-turns.js';
import { SmallVisibilityCache } from './small-visibility-cache.js';
import { countOfSets } from './ids-of-sets.js';
import { PageReader } from './page-reader.js';
import { PlainListReader, type Separator } from './plain-list-reader.js';
import { RenderedCameras } from './rendered-cameras.js';

/** A page as a JSON array, with the number of cameras in it. */
export type JsonPage = { readonly json: string; readonly count: number } & PageCursors;

/** A page with what it is told by: two pages of a query with the same tag are the same. No JSON where it was known. */
export type TaggedPage = { readonly json: string | undefined; readonly tag: string | undefined } & PageCursors;

/** A page as one text, without brackets. */
type TextPage = { readonly text: string; readonly count: number } & PageCursors;

const streamBatch = 500;
/** Larger pages are read by exports; they would only push others' renderings out. */
const mostRendered = 1000;
/** A page is read again when one of its cameras changes between its two statements. */
const mostReadings = 3;

/** Finds cameras that a caller may see: one by any of its keys, pages, counts and streams. */
@Injectable()
export class CameraSearch {
  private readonly turns = new SearchTurns();

  constructor(
    private readonly statements: Statements,
    private readonly pages: PageReader,
    private readonly plainList: PlainListReader,
    private readonly smallVisibility: SmallVisibilityCache,
    private readonly rendered: RenderedCameras,
    private readonly tiles: CameraTiles,
  ) {}

  async find(caller: Caller, key: CameraKey): Promise<Camera | undefined> {
    const found = compileFind(caller, key, () => columnsFor(hidesAddresses(caller)));
    const [camera] = found ? await this.statements.objects<Camera>(found.text, found.values) : [];
    return camera;
  }

  /** The camera as JSON, in one named statement; PostgreSQL writes it where it differs from what was read before. */
  async findJson(caller: Caller, key: CameraKey, shape: CameraShape): Promise<string | undefined> {
    const before = this.rendered.lastOf(shape, caller, key);
    const reference = this.rendered.referenceOf(shape, caller);
    const json = compileShape(shape, hidesAddresses(caller));
    const found = compileFind(
      caller,
      key,
      (sql) =>
        `${reference}, case when ${reference} = ${sql.add(before?.reference ?? null)}::text then null else ${json} end`,
    );
    const [row] = found ? await this.statements.named(found.text, found.values) : [];
    const [current, written] = row ?? [];
    if (typeof current !== 'string') return undefined;
    if (written === null && before !== undefined) return before.json;
    if (typeof written === 'string') this.rendered.keepLast(shape, caller, key, { reference: current, json: written });
    return written ?? undefined;
  }

  /** Whole cameras, for a caller that needs more than JSON. */
  async list(
    caller: Caller,
    query: CameraQuery,
    page: Page,
  ): Promise<{ readonly items: readonly Camera[] } & PageCursors> {
    const plan = this.pages.plan(caller, query, page, await this.smallVisibility.of(caller));
    const { distanceMetres } = plan.query;
    const plain = columnsFor(hidesAddresses(caller));
    const columns = distanceMetres === undefined ? plain : `${plain}, ${distanceMetres} as "distanceMetres"`;
    const text = plan.select(`${columns}, array[${plan.edgeColumns}] as edge`);
    const rows = await this.inTurn(query, () =>
      this.statements.objects<Camera & { readonly edge: Edge }>(text, plan.values, kindOf(query)),
    );
    const { items, cursors } = plan.cut(rows, ({ edge }) => edge);
    return { items: items.map(({ edge: _edge, ...camera }) => camera), ...cursors };
  }

  /** The hot path: no camera is ever an object of ours. */
  async listJson(caller: Caller, query: CameraQuery, page: Page, shape: CameraShape): Promise<JsonPage> {
    const { json, count, ...cursors } = await this.listTagged(caller, query, page, shape, () => false);
    return { json: json ?? '[]', count, ...cursors };
  }

  /** The same page without brackets, with another separator, and nothing of it kept. */
  async listTexts(
    caller: Caller,
    query: CameraQuery,
    page: Page,
    shape: CameraShape,
    separator: Separator,
  ): Promise<JsonPage> {
    const { text, ...rest } = await this.texts(caller, query, page, separator, (distanceMetres) =>
      compileShape(shape, hidesAddresses(caller), distanceMetres),
    );
    return { json: text, ...rest };
  }

  /** The same page with its tag. Nothing is rendered where the caller knows the tag. */
  async listTagged(
    caller: Caller,
    query: CameraQuery,
    page: Page,
    shape: CameraShape,
    isKnown: (tag: string) => boolean,
  ): Promise<TaggedPage & { readonly count: number }> {
    for (let reading = 1; reading <= mostReadings && page.limit <= mostRendered; reading += 1) {
      const { text, ...found } = await this.texts(caller, query, page, '\n', (distanceMetres) =>
        this.rendered.referenceOf(shape, caller, distanceMetres),
      );
      const tag = tagOf(shape, text, found);
      if (isKnown(tag)) return { json: undefined, tag, ...found };
      const jsons = await this.rendered.jsonOf(shape, text === '' ? [] : text.split('\n'));
      if (jsons) return { json: `[${jsons.join(',')}]`, tag, ...found };
    }
    const { json, ...found } = await this.listTexts(caller, query, page, shape, ',');
    return { json: `[${json}]`, tag: undefined, ...found };
  }

  /** @param textOf SQL over `cameras c`: what is read of each camera; it may use the distance, where there is one */
  private async texts(
    caller: Caller,
    query: CameraQuery,
    page: Page,
    separator: Separator,
    textOf: (distanceMetres?: string) => string,
  ): Promise<TextPage> {
    if (isPlainList(query) && page.offset === undefined)
      return this.plainList.read(caller, query, page, textOf(), separator);
    const small = await this.smallVisibility.of(caller);
    const plan = this.pages.plan(caller, query, page, small);
    const statement = plan.select(`${textOf(plan.query.distanceMetres)}, ${plan.edgeColumns}`);
    const kind = small === undefined && isPlainPlace(query) ? 'in-order' : kindOf(query);
    const rows = await this.inTurn(query, () => this.statements.unnamed(statement, plan.values, kind));
    // Each column is a text: the camera's own, then its edge.
    const { items, cursors } = plan.cut(rows, (row) => row.slice(1) as unknown as Edge);
    return { text: items.map(([text]) => String(text)).join(separator), count: items.length, ...cursors };
  }

  /**
   * Reads what a text finds; where no camera has its words, what has words like them.
   * @param page where it begins; a cursor knows which of both it is of
   */
  async worded<Found>(
    query: CameraQuery,
    page: Page | undefined,
    read: (query: CameraQuery) => Promise<Found>,
    isEmpty: (found: Found) => boolean,
  ): Promise<Found> {
    const { text } = query;
    if (text === undefined || text.similar) return read(query);
    const similar: CameraQuery = { ...query, text: { ...text, similar: true } };
    if (page?.cursor !== undefined) return read(this.isOf(similar, page) ? similar : query);
    const found = await read(query);
    return isEmpty(found) ? read(similar) : found;
  }

  private isOf(query: CameraQuery, page: Page): boolean {
    try {
      this.pages.position(query, page);
      return true;
    } catch (error) {
      if (hasCode(error, 'cursor.invalid')) return false;
      throw error;
    }
  }

  /** How many there are; never counts what the caller may not see. 200 ms for a million. */
  async count(caller: Caller, query: CameraQuery): Promise<number> {
    const sql = new SqlParameters();
    const sets = isPlainList(query) ? visibleSets(caller, sql) : undefined;
    if (sets) {
      const [row] = await this.statements.unnamed(countOfSets(sets), sql.values);
      return Number(row?.[0] ?? 0);
    }
    const small = isPlainList(query) ? undefined : await this.smallVisibility.of(caller);
    // An order may bind values of its own, which a count does not mention.
    const { where } = compileQuery(caller, { ...query, sort: [] }, sql, small);
    const text = withAddressed(`select count(*)::integer from cameras c where ${where}`, caller, sql);
    const [row] = await this.inTurn(query, () => this.statements.unnamed(text, sql.values, kindOf(query)));
    return Number(row?.[0] ?? 0);
  }

  /** An area costs so much that others would wait for it: few are searched at once. */
  private inTurn<T>(query: CameraQuery, read: () => Promise<T>): Promise<T> {
    return query.area ? this.turns.take(read) : read();
  }

  /** What a tile of the map shows to the caller. */
  async tile(caller: Caller, query: CameraQuery, tile: TileKey): Promise<CameraTile> {
    return this.tiles.read(caller, query, tile);
  }

  /** All of them as chunks of one JSON array, in constant memory. */
  async *stream(caller: Caller, query: CameraQuery, shape: CameraShape): AsyncIterable<string> {
    let separator = '[';
    for await (const chunk of this.chunks(caller, query, shape, ',')) {
      yield separator + chunk;
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
  }

  /** All of them as chunks of whole lines, a camera's JSON in each, in constant memory. */
  async *lines(caller: Caller, query: CameraQuery, shape: CameraShape): AsyncIterable<string> {
    for await (const chunk of this.chunks(caller, query, shape, '\n')) yield `${chunk}\n`;
  }

  /**
   * By id it goes page by page, so that a slow reader holds no connection, and each page is under the caller's rights as they
   * are by then; any other order would be sorted again for each page, so it keeps a cursor open instead.
   */
  private chunks(caller: Caller, query: CameraQuery, shape: CameraShape, separator: Separator): AsyncIterable<string> {
    const byId = !query.near && !query.text && (query.sort ?? []).length === 0;
    return byId ? this.byPages(caller, query, shape, separator) : this.byCursor(caller, query, shape, separator);
  }

  private async *byPages(
    caller: Caller,
    query: CameraQuery,
    shape: CameraShape,
    separator: Separator,
  ): AsyncIterable<string> {
    let cursor: string | undefined;
    do {
      const part = { limit: streamBatch, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.listTexts(caller, query, part, shape, separator);
      if (page.count > 0) yield page.json;
      cursor = page.next;
    } while (cursor !== undefined);
  }

  private async *byCursor(
    caller: Caller,
    query: CameraQuery,
    shape: CameraShape,
    separator: Separator,
  ): AsyncIterable<string> {
    const plan = this.pages.plan(caller, query, undefined, await this.smallVisibility.of(caller));
    const text = plan.select(`${compileShape(shape, hidesAddresses(caller), plan.query.distanceMetres)} as json`);
    const batches = this.statements.batches<{ readonly json: string }>(text, plan.values, streamBatch, kindOf(query));
    for await (const rows of query.area ? this.turns.begun(batches) : batches)
      yield rows.map(({ json }) => json).join(separator);
  }
}

/** Differs wherever the shape, a reference or a cursor does. */
function tagOf(shape: CameraShape, references: string, { next, previous }: PageCursors): string {
  const text = `${jsonOfShape(shape)}${JSON.stringify([next, previous])}${references}`;
  return hash('sha256', text, 'base64url').slice(0, 22);
}

const jsonsOfShapes = new WeakMap<CameraShape, string>();

function jsonOfShape(shape: CameraShape): string {
  const known = jsonsOfShapes.get(shape);
  if (known !== undefined) return known;
  const json = JSON.stringify(shape);
  jsonsOfShapes.set(shape, json);
  return json;
}

function kindOf(query: CameraQuery): StatementKind {
  if (query.area) return 'drawn';
  return isPlainList(query) ? 'own' : 'asked';
}

/** Undefined for a key that no camera can have. */
function compileFind(
  caller: Caller,
  key: CameraKey,
  columns: (sql: SqlParameters) => string,
): { readonly text: string; readonly values: readonly unknown[] } | undefined {
  const sql = new SqlParameters();
  const condition = compileKey(key, sql);
  if (condition === undefined) return undefined;
  const text = `select ${columns(sql)} from cameras c where ${condition} and ${visibleCameras(caller, sql)}`;
  return { text: withAddressed(text, caller, sql), values: sql.values };
}
