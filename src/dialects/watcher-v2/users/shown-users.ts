import { Injectable } from '@nestjs/common';
import { AccessError, type ManagedUser, ManagedUsers } from '#access';
import { actorOf, ApiKeys, type Caller } from '#auth';
import type { UserItem } from './user.dto.js';
import { toUserWire } from './user.wire.js';

/** One user with the personal API key, where it is the caller's own or the caller controls the account. */
@Injectable()
export class ShownUsers {
  constructor(
    private readonly users: ManagedUsers,
    private readonly keys: ApiKeys,
  ) {}

  async show(caller: Caller, user: ManagedUser): Promise<UserItem> {
    return toUserWire(user, await this.keyOf(caller, user.id));
  }

  private async keyOf(caller: Caller, id: number): Promise<string | null | undefined> {
    if (caller.kind === 'user' && caller.userId === id)
      return (await this.keys.reveal(id, { actor: actorOf(caller) })) ?? null;
    // A program that was not given accounts to manage is not told what opens one.
    if (caller.kind !== 'user' && !caller.permissions.has('accounts:manage')) return undefined;
    try {
      return (await this.users.apiKey(caller, id)) ?? null;
    } catch (error) {
      if (error instanceof AccessError && error.code === 'object.forbidden') return undefined;
      throw error;
    }
  }
}
