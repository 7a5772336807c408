import { hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { type ManagedUser, ManagedUsersService } from '#access';
import { ApiKeysService, type Caller, doneBy, mayAttempt } from '#auth';
import { CameraGroupsService } from '#layouts';
import type { UserItem } from './user.dto.js';
import { toUserWire } from './user.wire.js';

/** Adds to users the groups that name them, and the API key where the caller may see it. */
@Injectable()
export class UserViews {
  constructor(
    private readonly users: ManagedUsersService,
    private readonly keys: ApiKeysService,
    private readonly groups: CameraGroupsService,
  ) {}

  /** Without their keys. @param users at most 1000 */
  async ofAll(caller: Caller, users: readonly ManagedUser[]): Promise<readonly UserItem[]> {
    const groups = await this.groups.ofUsers(
      caller,
      users.map(({ id }) => id),
    );
    return users.map((user) => toUserWire(user, groups.get(user.id) ?? []));
  }

  /** @param apikey the key that was just made */
  async ofNew(caller: Caller, user: ManagedUser, apikey: string): Promise<UserItem> {
    return toUserWire(user, await this.groupsOf(caller, user.id), apikey);
  }

  /** With the personal API key, where it is the caller's own or the caller controls the account. */
  async of(caller: Caller, user: ManagedUser): Promise<UserItem> {
    return toUserWire(user, await this.groupsOf(caller, user.id), await this.keyOf(caller, user.id));
  }

  private async groupsOf(caller: Caller, id: number): Promise<readonly number[]> {
    return (await this.groups.ofUsers(caller, [id])).get(id) ?? [];
  }

  private async keyOf(caller: Caller, id: number): Promise<string | null | undefined> {
    if (caller.kind === 'user' && caller.userId === id && caller.scope === undefined)
      return (await this.keys.reveal(id, doneBy(caller))) ?? null;
    // A program without the permission to manage accounts never gets what opens one.
    if (!mayAttempt(caller, 'users:manage')) return undefined;
    try {
      return (await this.users.apiKey(caller, id)) ?? null;
    } catch (error) {
      if (hasCode(error, 'object.forbidden')) return undefined;
      throw error;
    }
  }
}
