import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import type { Basis, UserCaller } from '../caller.js';
import { toUserState, userCaller } from './account-state.js';
import { AccountStateReader } from './account-state-reader.js';
import { type LimitColumns, limitedUser, toKeyLimits } from './key-limits.js';
import { UserEntity } from './user.entity.js';

/** A person who may sign in now. */
export interface UserStanding {
  readonly caller: UserCaller;
  /** Raised when the password changes or the person is disabled; what was issued in an older epoch is void. */
  readonly epoch: number;
  /** Undefined: no limit. */
  readonly maxSessions: number | undefined;
}

const stillStands: Readonly<Record<Basis['kind'], string>> = {
  session: `EXISTS (SELECT FROM sessions s WHERE s.id = :basisId AND s.user_id = u.id AND s.ended_at IS NULL
    AND s.user_epoch = u.epoch AND s.idle_expires_at > :now AND s.absolute_expires_at > :now)`,
  'api-key': `(EXISTS (SELECT FROM api_keys k WHERE k.user_id = u.id
    AND substring(k.key_hash FROM 1 FOR 16) = decode(:basisId, 'hex'))
    OR EXISTS (SELECT FROM scoped_keys k WHERE k.user_id = u.id AND (k.expires_at IS NULL OR k.expires_at > :now) AND (
      substring(k.key_hash FROM 1 FOR 16) = decode(:basisId, 'hex')
      OR (substring(k.previous_key_hash FROM 1 FOR 16) = decode(:basisId, 'hex') AND k.previous_expires_at > :now))))`,
};

const limitsOfBasis = `SELECT k.id, k.scope, k.organization_id AS "organizationId", k.folder_id AS "folderId",
    k.camera_ids AS "cameraIds", k.networks, k.expires_at AS "endsAt"
  FROM scoped_keys k WHERE k.user_id = $1
    AND decode($2, 'hex') IN (substring(k.key_hash FROM 1 FOR 16), substring(k.previous_key_hash FROM 1 FOR 16))`;

/** For modules that issue short-lived tokens of their own: which epoch these belong to, and whether it is still valid. */
@Injectable()
export class UserStandingsService {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly states: AccountStateReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the database, no cache; undefined for somebody unknown or disabled.
   * @param basis the session or key behind the credential: undefined is returned also where that has ended
   */
  async find(userId: number, basis?: Basis): Promise<UserStanding | undefined> {
    const query = this.users
      .createQueryBuilder('u')
      .select(['u.id', 'u.subject', 'u.login', 'u.accessLevel', 'u.disabled', 'u.epoch', 'u.maxSessions'])
      .where('u.id = :userId AND NOT u.disabled', { userId });
    if (basis !== undefined) query.andWhere(stillStands[basis.kind], { basisId: basis.id, now: this.clock.now() });
    const row = await query.getOne();
    if (row === null) return undefined;
    const caller = await this.limited(userCaller(toUserState(row)), basis);
    return { caller, epoch: row.epoch, maxSessions: row.maxSessions ?? undefined };
  }

  /** What was issued to a key is limited as the key is now; from which network it is used is for the media server to see. */
  private async limited(user: UserCaller, basis: Basis | undefined): Promise<UserCaller> {
    if (basis?.kind !== 'api-key') return user;
    const [limits] = await this.users.query<LimitColumns[]>(limitsOfBasis, [user.userId, basis.id]);
    return limits === undefined ? user : limitedUser(user, toKeyLimits(limits));
  }

  /** The cached epoch of somebody who was just authenticated; an outdated one would only produce void tokens. */
  async epochOf(caller: UserCaller): Promise<number | undefined> {
    const state = await this.states.user(caller.subject);
    return state === undefined || state.disabled ? undefined : state.epoch;
  }
}
