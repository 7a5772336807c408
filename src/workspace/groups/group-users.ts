import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { GroupUser, GroupUserField, GroupUserMarks } from './camera-group.js';

/** Who is named in a group; for those who may change it, and who may edit the users of its organization. */
@Injectable()
export class GroupUsers {
  /** @throws WorkspaceError object.not-found (camera-group), object.forbidden */
  async list(
    _caller: Caller,
    _groupId: number,
    _query: ListQuery<GroupUserField>,
    _page: Page,
  ): Promise<ListPage<GroupUser>> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (camera-group), object.forbidden */
  async count(_caller: Caller, _groupId: number, _query: ListQuery<GroupUserField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (camera-group, user), object.forbidden */
  async get(_caller: Caller, _groupId: number, _userId: number): Promise<GroupUser> {
    throw new Error('not built yet');
  }

  /**
   * Names a user in the group, or changes what stands beside the name. A group of an organization names its members only.
   * @throws WorkspaceError object.not-found (camera-group, user), object.invalid (comment, orderNumber), object.forbidden,
   *   limit.reached (1000 users)
   */
  async set(_caller: Caller, _groupId: number, _userId: number, _marks: GroupUserMarks): Promise<GroupUser> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (camera-group, user), object.forbidden */
  async remove(_caller: Caller, _groupId: number, _userId: number): Promise<void> {
    throw new Error('not built yet');
  }
}
