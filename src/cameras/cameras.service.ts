import { DomainError, hasCode } from '#errors';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import type {
  Camera,
  CameraChange,
  CameraCredentialsChange,
  CameraCredentialsView,
  CameraDraft,
  CameraKey,
  DefaultOrganizationRule,
  NamedChange,
  RemoveOptions,
  UpdateOptions,
  WriteOptions,
} from './camera.js';
import { type LoggedChange, CameraChangeReader, type ChangeSpan } from './changes/camera-change-reader.js';
import type { CameraQuery, Page, PageCursors } from './search/camera-query.js';
import { CameraSearch, type JsonPage, type TaggedPage } from './search/camera-search.js';
import type { CameraTile, TileKey } from './search/camera-tile.js';
import type { CameraShape } from './search/camera-shape.js';
import type { BatchOutcome, BatchRow } from './writing/batch-tally.js';
import { type BatchOptions, CameraBatch } from './writing/camera-batch.js';
import type { CameraOperation, OperationOptions, OperationResult } from './writing/camera-operation.js';
import { CameraCredentials } from './writing/camera-credentials.js';
import { CameraWriter } from './writing/camera-writer.js';
import { DefaultOrganization } from './writing/default-organization.js';
import { OperationRunner } from './writing/operation-runner.js';

// For a camera that is created, or created and deleted, by somebody else meanwhile.
const attemptsToPut = 3;

/**
 * The registry of cameras. Each method reads and writes only what its caller may: a hidden camera and a missing one are
 * both camera.not-found, a visible one that the caller may not change is camera.forbidden.
 */
@Injectable()
export class CamerasService {
  constructor(
    private readonly search: CameraSearch,
    private readonly writer: CameraWriter,
    private readonly batch: CameraBatch,
    private readonly cameraCredentials: CameraCredentials,
    private readonly defaultOrganization: DefaultOrganization,
    private readonly log: CameraChangeReader,
    private readonly operations: OperationRunner,
  ) {}

  /** @throws DomainError cursor.invalid, camera.invalid (limit, offset or a condition's value), query.too-slow */
  async list(
    caller: Caller,
    query: CameraQuery,
    page: Page,
  ): Promise<{ readonly items: readonly Camera[] } & PageCursors> {
    const read = (asked: CameraQuery): ReturnType<CameraSearch['list']> => this.search.list(caller, asked, page);
    return this.search.worded(query, page, read, ({ items }) => items.length === 0);
  }

  /** The same page as a JSON array text in the dialect's shape. */
  async listJson(caller: Caller, query: CameraQuery, page: Page, shape: CameraShape): Promise<JsonPage> {
    const read = (asked: CameraQuery): Promise<JsonPage> => this.search.listJson(caller, asked, page, shape);
    return this.search.worded(query, page, read, hasNone);
  }

  /** The same page with its tag, which an entity tag is made of; no JSON where the caller knows the tag. */
  async listTagged(
    caller: Caller,
    query: CameraQuery,
    page: Page,
    shape: CameraShape,
    isKnown: (tag: string) => boolean,
  ): Promise<TaggedPage> {
    return this.search.worded(
      query,
      page,
      (asked) => this.search.listTagged(caller, asked, page, shape, isKnown),
      hasNone,
    );
  }

  /** How many cameras there are that the caller may see; 200 ms for a million, so only where it is asked for. */
  async count(caller: Caller, query: CameraQuery): Promise<number> {
    return this.search.worded(
      query,
      undefined,
      (asked) => this.search.count(caller, asked),
      (count) => count === 0,
    );
  }

  /** All of them as chunks of one JSON array text, in constant memory; ends when the consumer stops. */
  async *stream(caller: Caller, query: CameraQuery, shape: CameraShape): AsyncIterable<string> {
    yield* this.search.stream(caller, await this.asWorded(caller, query), shape);
  }

  /**
   * What a tile of the map shows.
   * @throws DomainError object.not-found outside the world, camera.invalid, query.too-slow
   */
  async tile(caller: Caller, query: CameraQuery, tile: TileKey): Promise<CameraTile> {
    return this.search.tile(caller, await this.asWorded(caller, query), tile);
  }

  /** All of them as chunks of whole lines, each camera's JSON in one; like `stream`. */
  async *lines(caller: Caller, query: CameraQuery, shape: CameraShape): AsyncIterable<string> {
    yield* this.search.lines(caller, await this.asWorded(caller, query), shape);
  }

  /** One page as such lines; the last one has no end. */
  async listLines(caller: Caller, query: CameraQuery, page: Page, shape: CameraShape): Promise<JsonPage> {
    const read = (asked: CameraQuery): Promise<JsonPage> => this.search.listTexts(caller, asked, page, shape, '\n');
    return this.search.worded(query, page, read, hasNone);
  }

  /** The query whose words, or words like them, there are anywhere: for what is read in parts. */
  private async asWorded(caller: Caller, query: CameraQuery): Promise<CameraQuery> {
    if (query.text === undefined) return query;
    const read = async (asked: CameraQuery): Promise<{ readonly asked: CameraQuery; readonly count: number }> => {
      const { count } = await this.search.listJson(caller, asked, { limit: 1 }, { id: 'id' });
      return { asked, count };
    };
    return (await this.search.worded(query, undefined, read, hasNone)).asked;
  }

  async find(caller: Caller, key: CameraKey): Promise<Camera | undefined> {
    return this.search.find(caller, key);
  }

  /** @throws DomainError camera.not-found */
  async get(caller: Caller, key: CameraKey): Promise<Camera> {
    return (await this.find(caller, key)) ?? notFound(key);
  }

  /**
   * One camera as JSON text, written by PostgreSQL in the dialect's shape.
   * @throws DomainError camera.not-found
   */
  async getJson(caller: Caller, key: CameraKey, shape: CameraShape): Promise<string> {
    return (await this.search.findJson(caller, key, shape)) ?? notFound(key);
  }

  /**
   * Each creation, change and deletion of the cameras that the caller sees, in any dialect, oldest first.
   * @throws DomainError camera.invalid (limit, offset)
   */
  async changes(caller: Caller, span: ChangeSpan): Promise<readonly LoggedChange[]> {
    return this.log.list(caller, span);
  }

  /** @throws DomainError camera.invalid, camera.taken, camera.forbidden */
  async create(caller: Caller, draft: CameraDraft, options: WriteOptions = {}): Promise<Camera> {
    return this.writer.create(caller, draft, options);
  }

  /**
   * Changes the fields that the change names. A change that makes no difference leaves the version as it is. A change
   * given as a function of the camera names no organization.
   * @throws DomainError camera.not-found, camera.forbidden, camera.invalid, camera.taken, camera.changed
   */
  async update(caller: Caller, key: CameraKey, change: CameraChange, options: UpdateOptions = {}): Promise<Camera> {
    return this.writer.update(caller, key, change, options);
  }

  /**
   * Changes many by name, at most 1000 and each once: all of them or, when one cannot be changed, none. In the order given.
   * @throws DomainError camera.not-found, camera.forbidden, camera.invalid, camera.taken, limit.reached; `camera` is the
   * name of the one at fault
   */
  async updateMany(caller: Caller, changes: readonly NamedChange[]): Promise<readonly Camera[]> {
    return this.writer.updateMany(caller, changes);
  }

  /**
   * The login by which the camera is controlled, for those who may change it; never the password.
   * @throws DomainError camera.not-found, camera.forbidden
   */
  async credentials(caller: Caller, key: CameraKey): Promise<CameraCredentialsView> {
    return this.cameraCredentials.view(caller, key);
  }

  /** @throws DomainError camera.not-found, camera.forbidden, camera.invalid (login, password, port) */
  async setCredentials(
    caller: Caller,
    key: CameraKey,
    change: CameraCredentialsChange,
  ): Promise<CameraCredentialsView> {
    return this.cameraCredentials.set(caller, key, change);
  }

  /**
   * Creates the camera of this name, or changes it.
   * @throws DomainError camera.forbidden, camera.invalid, camera.taken
   */
  async put(
    caller: Caller,
    name: string,
    draft: CameraDraft,
    options: UpdateOptions,
  ): Promise<{ readonly camera: Camera; readonly created: boolean }> {
    if (draft.name !== undefined && draft.name !== name)
      throw new DomainError('camera.invalid', 'a name never changes', { field: 'name' });
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { camera: await this.writer.update(caller, { name }, draft, options), created: false };
      } catch (error) {
        if (!hasCode(error, 'camera.not-found')) throw error;
      }
      try {
        return { camera: await this.writer.create(caller, { ...draft, name }, options), created: true };
      } catch (error) {
        if (attempt >= attemptsToPut || !isCreatedMeanwhile(error)) throw error;
      }
    }
  }

  /** @throws DomainError camera.not-found, camera.forbidden, camera.changed */
  async remove(caller: Caller, key: CameraKey, options: RemoveOptions = {}): Promise<void> {
    return this.writer.remove(caller, key, options);
  }

  /**
   * Creates, changes and deletes many cameras in one transaction, at most 1000, each at most once: all of them, or each that can be
   * done. Deletions come first, creations last.
   * @returns what became of each, in the order given
   * @throws DomainError the codes of `create`, `update` and `remove`, with `item`, where one that fails ends all
   */
  async runAll(
    caller: Caller,
    operations: readonly CameraOperation[],
    options: OperationOptions,
  ): Promise<readonly OperationResult[]> {
    return this.operations.run(caller, operations, options);
  }

  /**
   * Creates or changes many cameras by name, in one transaction and idempotently: a row that brings nothing new is not
   * written. A row that is not valid is reported with its line and the others go on. At most 5000 rows.
   * @throws DomainError camera.forbidden when the caller may not create cameras in the organization
   */
  async importBatch(
    caller: Caller,
    rows: readonly BatchRow[],
    organizationId: number,
    options: BatchOptions = {},
  ): Promise<BatchOutcome> {
    return this.batch.import(caller, rows, organizationId, options);
  }

  /** The organization of new cameras that name none, for an import, which is given one organization at a time. */
  async defaultOrganizationOf(caller: Caller, rule: DefaultOrganizationRule): Promise<number> {
    return this.defaultOrganization.of(caller, rule);
  }

  /** @throws DomainError camera.forbidden for a caller who may create cameras in no organization */
  async assertMayCreate(caller: Caller): Promise<void> {
    return this.defaultOrganization.assertMayCreate(caller);
  }
}

function hasNone({ count }: { readonly count: number }): boolean {
  return count === 0;
}

function notFound(key: CameraKey): never {
  throw new DomainError('camera.not-found', JSON.stringify(key));
}

/** Somebody else created the camera, and perhaps with it used the rest of the quota: now it can be changed. */
function isCreatedMeanwhile(error: unknown): boolean {
  return hasCode(error, 'limit.reached') || (hasCode(error, 'camera.taken') && error.context.field === 'name');
}
