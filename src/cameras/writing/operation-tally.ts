import type { AuditEvent } from '#audit';
import type { Caller } from '#auth';
import { DomainError, isDomainError } from '#errors';
import type { Camera } from '../camera.js';
import { cameraEvent } from './camera-events.js';
import type { OperationResult } from './camera-operation.js';
import type { CameraValues } from './camera-values.js';

interface Entry {
  readonly result: OperationResult;
  readonly event?: AuditEvent;
}

/** What became of the operations of one call so far. */
export class OperationTally {
  private readonly entries = new Map<number, Entry>();

  constructor(
    private readonly caller: Caller,
    /** The first failure ends all. */
    private readonly atomic: boolean,
  ) {}

  created(item: number, camera: Camera): void {
    const event = cameraEvent('camera_created', this.caller, camera);
    this.entries.set(item, { result: { outcome: 'created', camera }, event });
  }

  updated(item: number, camera: Camera, changes: Partial<CameraValues>): void {
    const event = cameraEvent('camera_updated', this.caller, camera, changes);
    this.entries.set(item, { result: { outcome: 'updated', camera }, event });
  }

  unchanged(item: number, camera: Camera): void {
    this.entries.set(item, { result: { outcome: 'updated', camera } });
  }

  deleted(item: number, camera: Camera): void {
    const event = cameraEvent('camera_deleted', this.caller, camera);
    this.entries.set(item, { result: { outcome: 'deleted', id: camera.id }, event });
  }

  /** @throws the error with its place where one failure ends all, and what is not about one operation */
  fail(item: number, error: unknown): void {
    if (!isDomainError(error)) throw error;
    if (this.atomic) throw new DomainError(error.code, error.detail, { ...error.context, item });
    this.entries.set(item, { result: { outcome: 'failed', error } });
  }

  async attempting(item: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(item, error);
    }
  }

  /** For the audit log, in the order of the operations. */
  events(): readonly AuditEvent[] {
    return this.inOrder().flatMap(({ event }) => event ?? []);
  }

  /** Of all operations, in their order. */
  results(operations: number): readonly OperationResult[] {
    const results = this.inOrder().map(({ result }) => result);
    if (results.length !== operations) throw new Error('an operation was forgotten');
    return results;
  }

  private inOrder(): readonly Entry[] {
    return [...this.entries].toSorted(([one], [other]) => one - other).map(([, entry]) => entry);
  }
}
