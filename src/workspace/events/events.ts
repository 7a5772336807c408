import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';

/** Something that was seen at a camera, as somebody reported it. */
export interface CameraEvent {
  readonly id: number;
  /** Null: the camera is gone; only superusers see the event then. */
  readonly camera: { readonly id: number; readonly name: string; readonly title: string | null } | null;
  /** Such as `activity`; 1 to 64 characters `a-z 0-9 _ - .`. */
  readonly type: string;
  readonly at: Date;
  /** JSON as it came, at most 64 KiB. */
  readonly data: unknown;
  readonly createdAt: Date;
}
export type CameraEventField = 'id' | 'cameraId' | 'cameraName' | 'type' | 'at' | 'createdAt';

export interface CameraEventDraft {
  readonly cameraName: string;
  readonly type: string;
  /** Now where it is left out; not later than a day from now. */
  readonly at?: Date | undefined;
  readonly data?: unknown;
}

/** What happened at the cameras that the caller sees; reported by those who may edit them. */
@Injectable()
export class Events {
  async list(_caller: Caller, _query: ListQuery<CameraEventField>, _page: Page): Promise<ListPage<CameraEvent>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<CameraEventField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (event) */
  async get(_caller: Caller, _id: number): Promise<CameraEvent> {
    throw new Error('not built yet');
  }

  /**
   * All or nothing, at most 1000 at once.
   * @throws WorkspaceError object.invalid (cameraName: missing or hidden; type, at, data), object.forbidden
   */
  async record(_caller: Caller, _drafts: readonly CameraEventDraft[]): Promise<readonly CameraEvent[]> {
    throw new Error('not built yet');
  }
}
