import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { DvrLimited } from './camera-rights-of.js';

/** What one user may do with one camera, apart from memberships and folders. */
export interface CameraPermission extends DvrLimited {
  readonly userId: number;
  readonly login: string;
  readonly cameraId: number;
  /** The camera's `name`. */
  readonly cameraName: string;
}
export type CameraPermissionField = keyof CameraPermission;

/**
 * Permissions of single users on single cameras. A camera's: managed by members who may edit streams, owners and
 * superusers; a user's: by members who may edit users, owners, superusers; everybody reads their own. Nobody gives what
 * they do not hold.
 */
@Injectable()
export class CameraPermissions {
  /** @throws AccessError object.not-found when the camera is missing or hidden (no kind: a camera), object.forbidden */
  async ofCamera(
    _caller: Caller,
    _cameraName: string,
    _query: ListQuery<CameraPermissionField>,
    _page: Page,
  ): Promise<ListPage<CameraPermission>> {
    throw new Error('not built yet');
  }

  async countOfCamera(_caller: Caller, _cameraName: string, _query: ListQuery<CameraPermissionField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** Only cameras that the caller sees, too. @throws AccessError object.not-found (user) */
  async ofUser(
    _caller: Caller,
    _userId: number,
    _query: ListQuery<CameraPermissionField>,
    _page: Page,
  ): Promise<ListPage<CameraPermission>> {
    throw new Error('not built yet');
  }

  async countOfUser(_caller: Caller, _userId: number, _query: ListQuery<CameraPermissionField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.not-found (camera-permission) */
  async get(_caller: Caller, _cameraName: string, _userId: number): Promise<CameraPermission> {
    throw new Error('not built yet');
  }

  /**
   * Sets the named rights; `canView` when none is named.
   * @throws AccessError object.not-found, object.forbidden, object.invalid (dvrDepthLimitSeconds)
   */
  async set(
    _caller: Caller,
    _cameraName: string,
    _userId: number,
    _rights: Partial<DvrLimited>,
  ): Promise<CameraPermission> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.not-found (camera-permission), object.forbidden */
  async remove(_caller: Caller, _cameraName: string, _userId: number): Promise<void> {
    throw new Error('not built yet');
  }
}
