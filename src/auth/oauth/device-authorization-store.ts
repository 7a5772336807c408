import { isTaken } from '#database';
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { IsNull, MoreThan, Repository } from 'typeorm';
import { type ApplicationState, toUserState, type UserState } from '../accounts/account-state.js';
import { digest } from '../accounts/secrets.js';
import { UserEntity } from '../accounts/user.entity.js';
import type { Origin } from '../credential.js';
import type { BegunSession } from '../tokens/session-store.js';
import type { BrowserSession } from './browser-session-store.js';
import { DeviceAuthorizationEntity } from './device-authorization.entity.js';
import { GrantedSessionStore } from './granted-session-store.js';
import { rejectedGrant } from './rejected-grant.js';
import { randomUserCode } from './user-code.js';

/** The two codes of a device, each shown once. */
export interface DeviceCodes {
  readonly deviceCode: string;
  /** In its normal form: eight letters. */
  readonly userCode: string;
  readonly expiresInSeconds: number;
  readonly intervalSeconds: number;
}

/** The session that a device got, and what it was granted. */
export interface GrantedDevice {
  readonly user: UserState;
  readonly session: BegunSession;
  readonly scope: string;
  readonly resource: string | null;
  readonly authTime: Date | null;
  readonly amr: string[] | null;
}

const lifeSeconds = 600;
const intervalSeconds = 5;
/** A device that asks for ever would otherwise make its number overflow. */
const longestIntervalSeconds = 600;
/** An expired code is remembered that long, so that the device learns that it has expired. */
const retentionMilliseconds = 86_400_000;
const codeForm = /^[A-Za-z0-9_-]{43}$/;
const attempts = 3;

/** Requests of devices: 256 random bits for the device, eight letters for the person, both stored as digests. */
@Injectable()
export class DeviceAuthorizationStore {
  constructor(
    @InjectRepository(DeviceAuthorizationEntity) private readonly devices: Repository<DeviceAuthorizationEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly grantedSessions: GrantedSessionStore,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** Codes for a request. Old ones are deleted along the way. */
  async begin({ applicationId }: ApplicationState, scope: string, resource: string | undefined): Promise<DeviceCodes> {
    const now = this.clock.now().getTime();
    await this.devices
      .createQueryBuilder()
      .delete()
      .where('expires_at < :before', { before: new Date(now - retentionMilliseconds) })
      .execute();
    const deviceCode = randomBytes(32).toString('base64url');
    for (let attempt = 1; ; attempt += 1) {
      const userCode = randomUserCode();
      try {
        await this.devices.insert({
          hash: digest(deviceCode),
          userCodeHash: userCodeDigest(userCode),
          applicationId,
          scope,
          resource: resource ?? null,
          intervalSeconds,
          expiresAt: new Date(now + lifeSeconds * 1000),
        });
        return { deviceCode, userCode, expiresInSeconds: lifeSeconds, intervalSeconds };
      } catch (error) {
        if (!isTaken(error) || attempt === attempts) throw error;
      }
    }
  }

  /** The live, undecided request of a code in its normal form. */
  async findPending(userCode: string): Promise<DeviceAuthorizationEntity | undefined> {
    const pending = {
      userCodeHash: userCodeDigest(userCode),
      decidedAt: IsNull(),
      expiresAt: MoreThan(this.clock.now()),
    };
    return (await this.devices.findOneBy(pending)) ?? undefined;
  }

  /**
   * Decides a request, once. @param scope undefined: denied
   * @returns false for one that was decided or expired meanwhile
   */
  async decide(
    { hash }: DeviceAuthorizationEntity,
    client: ApplicationState,
    { user, authTime, amr }: BrowserSession,
    scope: string | undefined,
    origin: Origin,
  ): Promise<boolean> {
    const rows = await this.audit.recordWith(
      this.devices.manager,
      `UPDATE device_authorizations
       SET decided_at = $2, user_id = $3, user_epoch = $4, granted_scope = $5, auth_time = $6, amr = $7
       WHERE hash = $1 AND decided_at IS NULL AND expires_at > $2 RETURNING application_id`,
      [hash, this.clock.now(), user.userId, user.epoch, scope ?? null, authTime, amr],
      {
        event: scope === undefined ? 'authz_fail' : 'authz_change',
        actor: `user:${user.userId}`,
        subject: `client:${client.clientId}`,
        origin,
        reason: 'device',
      },
    );
    return rows.length === 1;
  }

  /**
   * Answers a device that asks for its tokens. Of any number of concurrent questions one gets them.
   * @throws DomainError grant.rejected (invalid_grant, authorization_pending, slow_down, access_denied, expired_token)
   */
  async redeem(
    client: ApplicationState,
    deviceCode: string,
    wanted: { readonly idleSeconds: number; readonly dpopThumbprint: string | undefined },
    origin: Origin,
  ): Promise<GrantedDevice> {
    const asked = codeForm.test(deviceCode) ? await this.pace(digest(deviceCode), client.applicationId) : undefined;
    if (asked === undefined) throw rejectedGrant('invalid_grant', 'unknown device code');
    const row = await this.devices.findOneByOrFail({ hash: digest(deviceCode) });
    if (row.usedAt !== null) throw rejectedGrant('invalid_grant', 'the device code was used before');
    if (row.expiresAt <= this.clock.now()) throw rejectedGrant('expired_token', 'expired device code');
    if (row.decidedAt === null)
      throw asked.early
        ? rejectedGrant('slow_down', 'asked too early')
        : rejectedGrant('authorization_pending', 'undecided');
    if (row.grantedScope === null || row.userId === null) throw rejectedGrant('access_denied', 'denied');
    const user = await this.users.findOneBy({ id: row.userId });
    if (user === null || user.disabled || user.epoch !== row.userEpoch)
      throw rejectedGrant('invalid_grant', 'the account changed meanwhile');
    const session = await this.take(row, row.grantedScope, toUserState(user), wanted, origin);
    if (session === undefined) throw rejectedGrant('invalid_grant', 'the device code was used before');
    const { resource, authTime, amr } = row;
    return { user: toUserState(user), session, scope: row.grantedScope, resource, authTime, amr };
  }

  /** One statement, so that two questions at the same time are one after the other: the second is early. */
  private async pace(hash: Buffer, applicationId: number): Promise<{ readonly early: boolean } | undefined> {
    const now = this.clock.now();
    const [rows] = await this.devices.manager.query<[{ early: boolean }[], number]>(
      `UPDATE device_authorizations d SET polled_at = $2::timestamptz, interval_seconds =
         least(d.interval_seconds + CASE WHEN asked.early AND d.decided_at IS NULL THEN 5 ELSE 0 END, $4::integer)
       FROM (
         -- A second less: a device that waits exactly as long as it should is not early because the network was faster.
         SELECT hash, coalesce(polled_at > $2::timestamptz - make_interval(secs => interval_seconds - 1), false) AS early
         FROM device_authorizations WHERE hash = $1 AND application_id = $3 FOR UPDATE) asked
       WHERE d.hash = asked.hash RETURNING asked.early`,
      [hash, now, applicationId, longestIntervalSeconds],
    );
    return rows[0];
  }

  private async take(
    row: DeviceAuthorizationEntity,
    scope: string,
    user: UserState,
    { idleSeconds, dpopThumbprint }: { readonly idleSeconds: number; readonly dpopThumbprint: string | undefined },
    origin: Origin,
  ): Promise<BegunSession | undefined> {
    const client = {
      applicationId: row.applicationId,
      scope,
      resource: row.resource ?? undefined,
      // The device is not the browser that the person decided in: signing out there does not end it.
      browserSessionId: undefined,
      authTime: row.authTime ?? this.clock.now(),
      amr: row.amr ?? [],
      dpopThumbprint,
    };
    const code = { table: 'device_authorizations', hash: row.hash } as const;
    return this.grantedSessions.begin(code, user, { idleSeconds, client }, origin);
  }
}

function userCodeDigest(code: string): Buffer {
  return digest(`user-code:${code}`);
}
