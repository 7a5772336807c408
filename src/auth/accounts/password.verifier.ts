import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AuditEvent, AuditLogService } from '#audit';
import { Clock, Config } from '#config';
import { LRUCache } from 'lru-cache';
import { Repository } from 'typeorm';
import { AppPasswordsService } from '../factors/app-passwords.service.js';
import { SecondFactorPolicy } from '../factors/second-factor-policy.js';
import { signsInLocally } from '../caller.js';
import type { Origin } from '../credential.js';
import { addressGroup } from '../throttles/address.js';
import { LoginThrottle, tooManyLogins } from '../throttles/login.throttle.js';
import { SessionEntity } from '../tokens/session.entity.js';
import { toUserState, type UserState } from './account-state.js';
import { normalLogin } from './normal-form.js';
import { PasswordHasher } from './password-hasher.js';
import { UserEntity } from './user.entity.js';

const usualAddressMilliseconds = 30 * 86_400_000;
const addressesLimit = 500;
const appPasswordForm = /^cga_[0-9A-Za-z]{36}$/;

interface Delays {
  /** How long the address must wait; 0: not at all. */
  readonly addressSeconds: number;
  /** Whether the account must wait. */
  readonly account: boolean;
  /** This person signed in from this address lately, so neither delay applies. */
  readonly exempt: boolean;
}

/** A verified person, and the event that says so. */
export interface ProvenUser {
  readonly user: UserState;
  readonly event: AuditEvent;
  /** The password is temporary. */
  readonly mustChangePassword: boolean;
  /** It was an app password. */
  readonly appPasswordId?: number;
}

/** Verifies a login with its password, at the same cost whatever the result is (R-ENUM-1, -2). */
@Injectable()
export class PasswordVerifier {
  /** Recent sign-ins by address, for people who never open a session. */
  private readonly arrivals = new LRUCache<string, number>({ max: 50_000 });

  private readonly localSignIn: Config['localSignIn'];

  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly hasher: PasswordHasher,
    private readonly appPasswords: AppPasswordsService,
    private readonly factors: SecondFactorPolicy,
    private readonly throttle: LoginThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    config: Config,
  ) {
    this.localSignIn = config.localSignIn;
  }

  /**
   * For programs that know nothing but login and password, with each request: an app password is accepted, the password of an
   * account that has or must have a second factor is not.
   * @throws DomainError password.wrong | attempts.exceeded | auth.busy
   */
  async verify(given: string, password: string, origin: Origin): Promise<ProvenUser> {
    const proven = await this.proveForProgram(given, password, origin);
    this.audit.record(proven.event);
    return proven;
  }

  /** As `verify`, for a caller that records the event. @throws DomainError password.wrong | attempts.exceeded | auth.busy */
  proveForProgram(given: string, password: string, origin: Origin): Promise<ProvenUser> {
    const login = normalLogin(given);
    return this.throttle.inTurn(login, origin.ip, () => this.attempt(login, password, origin, true));
  }

  /**
   * For a person, who can be asked for more: where the account has a second factor, the password alone clears no throttle. The
   * caller records the event in the transaction of what it begins with it, such as a session.
   * @throws DomainError password.wrong | attempts.exceeded | auth.busy
   */
  prove(given: string, password: string, origin: Origin): Promise<ProvenUser> {
    const login = normalLogin(given);
    return this.throttle.inTurn(login, origin.ip, () => this.attempt(login, password, origin, false));
  }

  private async attempt(login: string, password: string, origin: Origin, forProgram: boolean): Promise<ProvenUser> {
    await this.assertAllowed(login, origin);
    const row = await this.find(login);
    const delays = await this.delaysOf(login, row, origin.ip);
    if (delays.addressSeconds > 0 && !delays.exempt) throw this.tooMany(delays.addressSeconds, origin);
    const delayed = delays.account && !delays.exempt;
    const shut = row !== undefined && !signsInLocally(this.localSignIn, row.accessLevel);
    const hash = row !== undefined && !row.disabled && !shut && !delayed ? row.passwordHash : null;
    const appPasswordId =
      forProgram && row !== undefined && !row.disabled && !delayed ? await this.findApp(row, password) : undefined;
    if (row !== undefined && appPasswordId !== undefined) {
      await this.throttle.succeeded(login, origin.ip);
      const reason = `app-password:${appPasswordId}`;
      const event: AuditEvent = { event: 'authn_login_success', actor: `user:${row.id}`, origin, reason };
      return { user: toUserState(row), event, mustChangePassword: false, appPasswordId };
    }
    // Beside the hash, so that the time tells nobody whether the password was right.
    const [matches, missing] = await Promise.all([
      hash === null ? this.hasher.verifyDecoy(password) : this.hasher.verify(hash, password),
      forProgram && row !== undefined ? this.factors.missing(toUserState(row), ['pwd']) : undefined,
    ]);
    if (row === undefined || hash === null || !matches || missing !== undefined) {
      const wrong = await this.fail(login, row, delays, origin, shut ? 'local-sign-in-off' : matches && missing);
      // An exempt person gets the same error as others at this address, so that a guess does not show who signs in from here.
      throw delays.addressSeconds > 0 ? tooManyLogins(delays.addressSeconds) : wrong;
    }

    // Otherwise whoever has the password could guess codes without end.
    if (!row.secondFactor) this.arrivals.set(arrival(row, origin.ip), this.clock.now().getTime());
    const failedBefore = !row.secondFactor && (await this.throttle.succeeded(login, origin.ip));
    const event = failedBefore ? 'authn_login_successafterfail' : 'authn_login_success';
    if (this.hasher.needsRehash(hash)) await this.rehash(row, hash, password);
    return {
      user: toUserState(row),
      event: { event, actor: `user:${row.id}`, origin },
      mustChangePassword: row.mustChangePassword,
    };
  }

  private findApp({ id }: UserEntity, password: string): Promise<number | undefined> | undefined {
    return appPasswordForm.test(password) ? this.appPasswords.find(id, password) : undefined;
  }

  private async assertAllowed(login: string, origin: Origin): Promise<void> {
    try {
      await this.throttle.assertAllowed(login, origin.ip);
    } catch (error) {
      this.recordExcess(origin);
      throw error;
    }
  }

  /** The delays that strangers' failures caused, and whether this person is exempt from them. */
  private async delaysOf(login: string, row: UserEntity | undefined, ip: string): Promise<Delays> {
    const [addressSeconds, account] = await Promise.all([
      this.throttle.addressDelay(ip),
      this.throttle.isAccountDelayed(login),
    ]);
    const exempt = (addressSeconds > 0 || account) && (await this.isUsualAddress(row, ip));
    return { addressSeconds, account, exempt };
  }

  private tooMany(seconds: number, origin: Origin): DomainError {
    this.recordExcess(origin);
    return tooManyLogins(seconds);
  }

  private recordExcess(origin: Origin): void {
    this.audit.record({ event: 'authn_login_fail_max', origin, reason: 'attempts.exceeded' });
  }

  private async fail(
    login: string,
    row: UserEntity | undefined,
    delays: Delays,
    origin: Origin,
    other: string | false | undefined,
  ): Promise<DomainError> {
    // Failures while the account waits do not prolong it (R-LOCK-5).
    const failure = await this.throttle.failed(login, origin.ip, !delays.account);
    const delayed = delays.account && !delays.exempt;
    const reason =
      row === undefined ? 'unknown' : row.disabled ? 'disabled' : delayed ? 'delayed' : other || 'password';
    const subject = row === undefined ? undefined : `user:${row.id}`;
    this.audit.record({ event: 'authn_login_fail', subject, origin, reason });
    if (failure !== 'counted') this.audit.record({ event: 'authn_login_lock', subject, origin, reason: failure });
    return new DomainError('password.wrong', reason);
  }

  private async find(login: string): Promise<UserEntity | undefined> {
    // PostgreSQL does not accept NUL, and no login is longer.
    if (login.includes('\0') || login.length > 255 || !login.isWellFormed()) return undefined;
    const row = await this.users.createQueryBuilder('u').where('lower(u.login) = lower(:login)', { login }).getOne();
    return row ?? undefined;
  }

  /**
   * Where a person signed in within 30 days, strangers' failures do not delay them (R-LOCK-2). Queried only during a delay;
   * the rows of sessions stay for 30 days.
   */
  private async isUsualAddress(row: UserEntity | undefined, ip: string): Promise<boolean> {
    if (row === undefined) return false;
    const since = this.clock.now().getTime() - usualAddressMilliseconds;
    if ((this.arrivals.get(arrival(row, ip)) ?? 0) > since) return true;
    const rows = await this.users.manager
      .createQueryBuilder(SessionEntity, 's')
      .select('DISTINCT s.ip', 'ip')
      .where('s.user_id = :id AND s.ip IS NOT NULL AND s.created_at > :since', {
        id: row.id,
        since: new Date(since),
      })
      .limit(addressesLimit)
      .getRawMany<{ ip: string }>();
    return rows.some((session) => addressGroup(session.ip) === addressGroup(ip));
  }

  /** Better parameters for the same password: no new epoch, and nothing if the password was changed meanwhile. */
  private async rehash(row: UserEntity, hash: string, password: string): Promise<void> {
    const passwordHash = await this.hasher.hash(password);
    await this.users.update({ id: row.id, passwordHash: hash }, { passwordHash });
  }
}

function arrival(row: UserEntity, ip: string): string {
  return `${row.id} ${addressGroup(ip)}`;
}
