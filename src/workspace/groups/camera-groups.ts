import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { CameraGroup, CameraGroupDraft, CameraGroupField } from './camera-group.js';

/**
 * Groups of cameras. Seen by the members of their organization, by the users named in them, and by superusers; changed
 * by members who may edit streams, owners and superusers. What is in a group gives no right, see `CameraGroup`.
 */
@Injectable()
export class CameraGroups {
  async list(_caller: Caller, _query: ListQuery<CameraGroupField>, _page: Page): Promise<ListPage<CameraGroup>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<CameraGroupField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (camera-group) */
  async get(_caller: Caller, _id: number): Promise<CameraGroup> {
    throw new Error('not built yet');
  }

  /**
   * Without an organization: of the installation, for superusers only. At most 1000 groups an organization.
   * @throws WorkspaceError object.invalid (title, comment, orderNumber, organizationId), object.forbidden, limit.reached
   */
  async create(_caller: Caller, _draft: CameraGroupDraft): Promise<CameraGroup> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found, object.invalid, object.forbidden */
  async update(_caller: Caller, _id: number, _change: CameraGroupDraft): Promise<CameraGroup> {
    throw new Error('not built yet');
  }

  /** With the list of its cameras and users; these stay. @throws WorkspaceError object.not-found, object.forbidden */
  async remove(_caller: Caller, _id: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** The ids of the groups, among those that the caller sees, that each of these cameras is in. @param cameraIds at most 1000 */
  async ofCameras(_caller: Caller, _cameraIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> {
    throw new Error('not built yet');
  }
}
