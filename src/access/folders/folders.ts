import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type {
  FloorPlanImage,
  Folder,
  FolderDraft,
  FolderField,
  FolderRights,
  FolderUser,
  FolderUserField,
} from './folder.js';

/**
 * The folders of an organization. Members who may view streams see all of them, others those that they have a
 * permission on and what lies below; members who may edit streams change them. A folder of another organization is
 * object.not-found (folder), an organization that the caller does not see organization.not-found.
 */
@Injectable()
export class Folders {
  /** By level and place among siblings where no order is asked for. */
  async list(
    _caller: Caller,
    _organizationId: number,
    _query: ListQuery<FolderField>,
    _page: Page,
  ): Promise<ListPage<Folder>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _organizationId: number, _query: ListQuery<FolderField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws AccessError organization.not-found, object.not-found */
  async get(_caller: Caller, _organizationId: number, _id: number): Promise<Folder> {
    throw new Error('not built yet');
  }

  /** The picture of its floor plan. @throws AccessError object.not-found */
  async image(_caller: Caller, _organizationId: number, _id: number): Promise<FloorPlanImage> {
    throw new Error('not built yet');
  }

  /** From the root down to the folder, itself included; by folder id, for the breadcrumbs of cameras. */
  async paths(
    _ids: readonly number[],
  ): Promise<ReadonlyMap<number, readonly { readonly id: number; readonly title: string }[]>> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.invalid (parentId: deeper than 8 levels or elsewhere; title; corners; image), organization.forbidden */
  async create(_caller: Caller, _organizationId: number, _draft: FolderDraft): Promise<Folder> {
    throw new Error('not built yet');
  }

  /** Moves under a lock of the organization's tree. @throws AccessError as create, object.invalid (shift) */
  async update(_caller: Caller, _organizationId: number, _id: number, _change: FolderDraft): Promise<Folder> {
    throw new Error('not built yet');
  }

  /** With the folders below; their cameras go to its parent. The root stays: object.invalid. */
  async remove(_caller: Caller, _organizationId: number, _id: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** Who has a permission on it; for members who may edit users. */
  async users(
    _caller: Caller,
    _organizationId: number,
    _id: number,
    _query: ListQuery<FolderUserField>,
    _page: Page,
  ): Promise<ListPage<FolderUser>> {
    throw new Error('not built yet');
  }

  async countUsers(
    _caller: Caller,
    _organizationId: number,
    _id: number,
    _query: ListQuery<FolderUserField>,
  ): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.not-found (folder-permission) */
  async user(_caller: Caller, _organizationId: number, _id: number, _userId: number): Promise<FolderUser> {
    throw new Error('not built yet');
  }

  /**
   * Gives a user, member or not, the named rights; `canView` when none is named. Nobody gives what they do not hold.
   * @throws AccessError object.not-found (user), object.forbidden
   */
  async setUser(
    _caller: Caller,
    _organizationId: number,
    _id: number,
    _userId: number,
    _rights: FolderRights,
  ): Promise<FolderUser> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.not-found (folder-permission) */
  async removeUser(_caller: Caller, _organizationId: number, _id: number, _userId: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** The folders of one organization on which a user has a permission; for managers of the user and the user. */
  async permissionsOfUser(_caller: Caller, _userId: number, _organizationId: number): Promise<readonly FolderUserOf[]> {
    throw new Error('not built yet');
  }
}

/** A folder with what one user may do in it. */
export interface FolderUserOf {
  readonly folder: Folder;
  readonly rights: Required<FolderRights>;
}
