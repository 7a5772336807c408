import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { GroupCamera, GroupCameraField } from './camera-group.js';

/** Which cameras are in a group: only those are shown that the caller sees, and only those can be put in. */
@Injectable()
export class GroupCameras {
  /** @throws WorkspaceError object.not-found (camera-group) */
  async list(
    _caller: Caller,
    _groupId: number,
    _query: ListQuery<GroupCameraField>,
    _page: Page,
  ): Promise<ListPage<GroupCamera>> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (camera-group) */
  async count(_caller: Caller, _groupId: number, _query: ListQuery<GroupCameraField>): Promise<number> {
    throw new Error('not built yet');
  }

  /**
   * Idempotent. At most 1000 cameras a group.
   * @throws WorkspaceError object.not-found (camera-group), object.invalid (cameras: one is missing or hidden),
   *   object.forbidden, limit.reached
   */
  async add(_caller: Caller, _groupId: number, _cameraNames: readonly string[]): Promise<void> {
    throw new Error('not built yet');
  }

  /**
   * Makes these the cameras of the group; those that the caller does not see stay in it.
   * @throws WorkspaceError as `add`
   */
  async replace(_caller: Caller, _groupId: number, _cameraNames: readonly string[]): Promise<void> {
    throw new Error('not built yet');
  }

  /** Idempotent. @throws WorkspaceError object.not-found (camera-group), object.forbidden */
  async remove(_caller: Caller, _groupId: number, _cameraName: string): Promise<void> {
    throw new Error('not built yet');
  }
}
