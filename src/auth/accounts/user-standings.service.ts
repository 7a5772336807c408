import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { UserCaller } from '../caller.js';
import { toAccessLevel, userCaller } from './account-state.js';
import { AccountStates } from './account-states.service.js';
import { UserEntity } from './user.entity.js';

/** A person who may come in now. */
export interface UserStanding {
  readonly caller: UserCaller;
  /** Raised when the password changes or the person is disabled; what was given in an older epoch is void. */
  readonly epoch: number;
  /** Undefined: no limit. */
  readonly maxSessions: number | undefined;
}

/** For rooms that give out short-lived texts of their own: which epoch they belong to, and whether it still stands. */
@Injectable()
export class UserStandings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly states: AccountStates,
  ) {}

  /** As the database has it at this moment; undefined for somebody unknown or disabled. */
  async find(userId: number): Promise<UserStanding | undefined> {
    const row = await this.dataSource
      .createQueryBuilder(UserEntity, 'u')
      .select(['u.id', 'u.subject', 'u.login', 'u.accessLevel', 'u.disabled', 'u.epoch', 'u.maxSessions'])
      .where('u.id = :userId AND NOT u.disabled', { userId })
      .getOne();
    if (row === null) return undefined;
    const { id, subject, login, accessLevel, disabled, epoch, maxSessions } = row;
    const state = { userId: id, subject, login, accessLevel: toAccessLevel(accessLevel), disabled, epoch };
    return { caller: userCaller(state), epoch, maxSessions: maxSessions ?? undefined };
  }

  /** The epoch of somebody who has just come in, as it is remembered; an older one would only give void texts. */
  async epochOf(caller: UserCaller): Promise<number | undefined> {
    const state = await this.states.user(caller.subject);
    return state === undefined || state.disabled ? undefined : state.epoch;
  }
}
