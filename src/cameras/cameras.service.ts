import { DomainError } from '#errors';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import type {
  Camera,
  CameraChange,
  CameraCredentialsChange,
  CameraCredentialsView,
  CameraDraft,
  CameraKey,
  NamedChange,
  WriteOptions,
} from './camera.js';
import { type LoggedChange, CameraChangeReader, type ChangeSpan } from './changes/camera-change-reader.js';
import { CameraLookup } from './search/camera-lookup.js';
import type { CameraQuery, Page, PageCursors } from './search/camera-query.js';
import { CameraSearch, type JsonPage } from './search/camera-search.js';
import type { CameraShape } from './search/camera-shape.js';
import type { BatchOutcome } from './writing/batch-tally.js';
import type { BatchRow } from './writing/batch-row.js';
import type { BatchOptions } from './writing/camera-batch.js';
import { CameraWrites } from './writing/camera-writes.js';

/**
 * The registry of cameras: what there is to see, and how it changes. Each method shows and touches only what its caller
 * may; a hidden camera and a missing one are both camera.not-found, one that is seen but not the caller's to change is
 * camera.forbidden.
 */
@Injectable()
export class CamerasService {
  constructor(
    private readonly search: CameraSearch,
    private readonly lookup: CameraLookup,
    private readonly writes: CameraWrites,
    private readonly log: CameraChangeReader,
  ) {}

  /** @throws DomainError cursor.invalid, camera.invalid (limit, offset or a condition's value), query.too-slow */
  async list(
    caller: Caller,
    query: CameraQuery,
    page: Page,
  ): Promise<{ readonly items: readonly Camera[] } & PageCursors> {
    return this.search.list(caller, query, page);
  }

  /** The same page as a JSON array text, written by PostgreSQL in the dialect's shape. */
  async listJson(caller: Caller, query: CameraQuery, page: Page, shape: CameraShape): Promise<JsonPage> {
    return this.search.listJson(caller, query, page, shape);
  }

  /** How many cameras there are that the caller may see; 200 ms for a million, so only where it is asked for. */
  async count(caller: Caller, query: CameraQuery): Promise<number> {
    return this.search.count(caller, query);
  }

  /** All of them as chunks of one JSON array text, in constant memory; ends when the consumer stops. */
  stream(caller: Caller, query: CameraQuery, shape: CameraShape): AsyncIterable<string> {
    return this.search.stream(caller, query, shape);
  }

  async find(caller: Caller, key: CameraKey): Promise<Camera | undefined> {
    return this.lookup.find(caller, key);
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
    return (await this.lookup.findJson(caller, key, shape)) ?? notFound(key);
  }

  /**
   * What happened to the cameras that the caller sees, oldest first: each creation, change and deletion, at any door.
   * @throws DomainError camera.invalid (limit, offset)
   */
  async changes(caller: Caller, span: ChangeSpan): Promise<readonly LoggedChange[]> {
    return this.log.list(caller, span);
  }

  /** @throws DomainError camera.invalid, camera.taken, camera.forbidden */
  async create(caller: Caller, draft: CameraDraft, options: WriteOptions = {}): Promise<Camera> {
    return this.writes.one.create(caller, draft, options);
  }

  /**
   * Changes what the change names. One that changes nothing leaves the version as it is. A change that depends on the
   * camera says no organization.
   * @param expectedVersion refuses when somebody changed the camera since
   * @param options.reset what the change leaves out is cleared instead of kept
   * @throws DomainError camera.not-found, camera.forbidden, camera.invalid, camera.taken, camera.changed
   */
  async update(
    caller: Caller,
    key: CameraKey,
    change: CameraChange,
    expectedVersion?: number,
    options: WriteOptions & { readonly reset?: boolean } = {},
  ): Promise<Camera> {
    return this.writes.updates.update(caller, key, change, { ...options, expectedVersion });
  }

  /**
   * Changes many by name, at most 1000 and each once: all of them or, when one is refused, none. In the order given.
   * @throws DomainError camera.not-found, camera.forbidden, camera.invalid, camera.taken, limit.reached; `camera` is the
   * name of the one at fault
   */
  async updateMany(caller: Caller, changes: readonly NamedChange[]): Promise<readonly Camera[]> {
    return this.writes.updates.updateMany(caller, changes);
  }

  /**
   * By which login the camera is controlled, for those who may change it; never the password.
   * @throws DomainError camera.not-found, camera.forbidden
   */
  async credentials(caller: Caller, key: CameraKey): Promise<CameraCredentialsView> {
    return this.writes.credentials.view(caller, key);
  }

  /** @throws DomainError camera.not-found, camera.forbidden, camera.invalid (login, password, port) */
  async setCredentials(
    caller: Caller,
    key: CameraKey,
    change: CameraCredentialsChange,
  ): Promise<CameraCredentialsView> {
    return this.writes.credentials.set(caller, key, change);
  }

  /**
   * Makes the camera of this name, or changes it.
   * @param options.reset what the draft leaves out is cleared instead of kept
   * @throws DomainError camera.forbidden, camera.invalid, camera.taken
   */
  async put(
    caller: Caller,
    name: string,
    draft: CameraDraft,
    options: { readonly reset: boolean },
  ): Promise<{ readonly camera: Camera; readonly created: boolean }> {
    return this.writes.one.put(caller, name, draft, options);
  }

  /** @throws DomainError camera.not-found, camera.forbidden */
  async remove(caller: Caller, key: CameraKey): Promise<void> {
    return this.writes.one.remove(caller, key);
  }

  /**
   * Makes or changes many cameras by name, in one transaction and idempotently: a row that brings nothing new is not
   * touched. A row that cannot be taken is reported with its line and the others go on. At most 5000 rows.
   * @throws DomainError camera.forbidden when the caller may not make cameras in the organization
   */
  async importBatch(
    caller: Caller,
    rows: readonly BatchRow[],
    organizationId: number,
    options: BatchOptions = {},
  ): Promise<BatchOutcome> {
    return this.writes.batch.import(caller, rows, organizationId, options);
  }
}

function notFound(key: CameraKey): never {
  throw new DomainError('camera.not-found', JSON.stringify(key));
}
