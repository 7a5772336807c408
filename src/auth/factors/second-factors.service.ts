import { DomainError, notFound } from '#errors';
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService } from '#audit';
import { Clock, Vault } from '#config';
import { Secret, TOTP } from 'otpauth';
import { type EntityManager, Repository } from 'typeorm';
import type { DoneBy } from '../accounts/done-by.js';
import { digest } from '../accounts/secrets.js';
import { UserEntity } from '../accounts/user.entity.js';
import type { Origin } from '../credential.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { LoginThrottle } from '../throttles/login.throttle.js';
import { type PendingSignIn, PendingSignInStore, type SignInStart } from './pending-sign-in-store.js';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { SecondFactorEntity } from './second-factor.entity.js';

/** An authenticator app, or a passkey. */
export type FactorKind = 'totp' | 'passkey';

/** A second factor as its owner sees it. */
export interface SecondFactor {
  readonly id: number;
  readonly kind: FactorKind;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

/** A factor that was just added. */
export interface AddedFactor {
  readonly factor: SecondFactor;
  /** With the first factor only. */
  readonly recoveryCodes: readonly string[] | undefined;
}

/** An authenticator app that is being set up. */
export interface FactorOffer {
  readonly ticket: string;
  /** Base32, to type in. */
  readonly secret: string;
  /** `otpauth:`, to open or to draw as a QR code. */
  readonly uri: string;
}

/** Which account is meant, as its owner's requests name it. */
export type FactorOwner = Pick<UserEntity, 'id' | 'login' | 'epoch'>;

const stepSeconds = 30;
const codesCount = 10;
const factorsLimit = 10;
const nameLimit = 100;
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * Second factors of people: authenticator apps (RFC 6238: SHA-1, six digits, 30 s, one step of tolerance), the list that
 * passkeys stand in, too, and recovery codes. Each code works once; of
 * concurrent uses one succeeds. Wrong codes count like wrong passwords, and look alike.
 */
@Injectable()
export class SecondFactorsService {
  constructor(
    @InjectRepository(SecondFactorEntity) private readonly factors: Repository<SecondFactorEntity>,
    private readonly pending: PendingSignInStore,
    private readonly throttle: LoginThrottle,
    private readonly revocations: RevocationsService,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** The factors, by id, and how many recovery codes are left. */
  async list(userId: number): Promise<{ readonly factors: readonly SecondFactor[]; readonly recoveryCodes: number }> {
    const rows = await this.factors.find({ where: { userId }, order: { id: 'ASC' } });
    const recoveryCodes = await this.factors.manager.countBy(RecoveryCodeEntity, { userId });
    return { factors: rows.map(toFactor), recoveryCodes };
  }

  /** Offers a new secret; it counts when a code of it comes back within five minutes. @param amr what was proven until here */
  async offer(owner: FactorOwner, amr: readonly string[] = [], start?: SignInStart): Promise<FactorOffer> {
    const secret = new Secret({ size: 20 }).base32;
    const ticket = await this.pending.begin(owner, amr, start, this.vault.seal(secret, pendingPlace(owner.id)));
    return { ticket, ...offered(secret, owner.login) };
  }

  /** The same offer again, for a page that is shown again. */
  offerOf({ ticket, user, secretSealed }: PendingSignIn): FactorOffer | undefined {
    if (secretSealed === undefined) return undefined;
    return { ticket, ...offered(this.vault.open(secretSealed, pendingPlace(user.id)), user.login) };
  }

  /**
   * Adds the app of an offer; with the first one come the recovery codes, shown this once.
   * @throws DomainError one-time-token.invalid (the offer) | password.wrong (the code) | attempts.exceeded
   *   | object.invalid (second-factor: name, limit)
   */
  async accept(ticket: string, code: string, name: string, origin: Origin, userId?: number): Promise<AddedFactor> {
    const pending = await this.pending.get(ticket);
    const { user, secretSealed } = pending;
    if (secretSealed === undefined || (userId !== undefined && user.id !== userId))
      throw new DomainError('one-time-token.invalid', 'no offer');
    nameOf(name);
    const secret = this.vault.open(secretSealed, pendingPlace(user.id));
    const step = this.stepOf(secret, code);
    if (step === undefined) await this.fail(user, origin);
    await this.pending.use(pending);
    return this.add(user, { kind: 'totp', name, lastStep: step ?? 0 }, origin, async (manager, id) => {
      await manager.update(SecondFactorEntity, { id }, { secretSealed: this.vault.seal(secret, place(id)) });
    });
  }

  /**
   * Adds a factor of any kind that was proven just now; with the first one come the recovery codes, shown this once.
   * @param complete stores what belongs to its kind, in the same transaction
   * @throws DomainError object.invalid (second-factor: name, limit)
   */
  async add(
    user: Pick<UserEntity, 'id' | 'subject'>,
    { kind, name, lastStep = 0 }: { readonly kind: FactorKind; readonly name: string; readonly lastStep?: number },
    origin: Origin,
    complete: (manager: EntityManager, id: number) => Promise<void>,
  ): Promise<AddedFactor> {
    const label = nameOf(name);
    return this.factors.manager.transaction(async (manager) => {
      await lock(manager, user.id);
      const count = await manager.countBy(SecondFactorEntity, { userId: user.id });
      if (count >= factorsLimit)
        throw new DomainError('object.invalid', 'too many', { object: 'second-factor', reason: 'limit' });
      const row = manager.create(SecondFactorEntity, {
        userId: user.id,
        kind,
        name: label,
        secretSealed: '',
        lastStep,
        createdAt: this.clock.now(),
        lastUsedAt: null,
      });
      await manager.insert(SecondFactorEntity, row);
      await complete(manager, row.id);
      await manager.update(UserEntity, { id: user.id }, { secondFactor: true });
      const recoveryCodes = count === 0 ? await this.replaceCodes(manager, user.id) : undefined;
      const by = { actor: `user:${user.id}`, origin };
      await this.audit.recordIn(manager, {
        event: 'authn_factor_added',
        subject: `user:${user.id}`,
        reason: kind === 'totp' ? 'otp' : kind,
        ...by,
      });
      await this.revocations.record(manager, 'user', user.subject);
      return { factor: toFactor(row), recoveryCodes };
    });
  }

  /**
   * Checks a code of an app, or a recovery code, of an account whose password was just right.
   * @throws DomainError password.wrong | attempts.exceeded | auth.busy
   */
  async verify(user: Pick<UserEntity, 'id' | 'login'>, code: string, origin: Origin): Promise<readonly string[]> {
    return this.throttle.inTurn(user.login, origin.ip, async () => {
      await this.throttle.assertAllowed(user.login, origin.ip);
      const delayed = await this.throttle.isAccountDelayed(user.login);
      const right =
        !delayed && ((await this.useCode(user.id, code)) || (await this.useRecoveryCode(user.id, code, origin)));
      if (!right) await this.fail(user, origin, !delayed);
      await this.throttle.succeeded(user.login, origin.ip);
      return ['otp', 'mfa'];
    });
  }

  /** Whose factor it is; undefined: there is none. */
  async ownerOf(id: number): Promise<number | undefined> {
    return (await this.factors.findOneBy({ id }))?.userId;
  }

  /** @throws DomainError object.not-found (second-factor), object.invalid (name) */
  async rename(userId: number, id: number, name: string, by: DoneBy): Promise<SecondFactor> {
    const rows = await this.audit.recordWith(
      this.factors.manager,
      'UPDATE second_factors SET name = $3 WHERE id = $1 AND user_id = $2 RETURNING id',
      [id, userId, nameOf(name)],
      { event: 'authn_factor_changed', subject: `user:${userId}`, ...by },
    );
    if (rows.length === 0) notFound('second-factor', String(id));
    return toFactor(await this.factors.findOneByOrFail({ id }));
  }

  /** With the last one the recovery codes go, too. @throws DomainError object.not-found (second-factor) */
  async remove(userId: number, id: number, by: DoneBy): Promise<void> {
    await this.factors.manager.transaction(async (manager) => {
      await lock(manager, userId);
      const { affected } = await manager.delete(SecondFactorEntity, { id, userId });
      if (affected !== 1) notFound('second-factor', String(id));
      if ((await manager.countBy(SecondFactorEntity, { userId })) === 0) await this.clear(manager, userId);
      await this.audit.recordIn(manager, { event: 'authn_factor_removed', subject: `user:${userId}`, ...by });
    });
  }

  /** Takes somebody's factors and recovery codes away, for one who lost them. The API checks who may. */
  async reset(userId: number, by: DoneBy): Promise<void> {
    await this.factors.manager.transaction(async (manager) => {
      await lock(manager, userId);
      await manager.delete(SecondFactorEntity, { userId });
      await this.clear(manager, userId);
      const reason = 'reset';
      await this.audit.recordIn(manager, { event: 'authn_factor_removed', subject: `user:${userId}`, reason, ...by });
    });
  }

  /** Ten new recovery codes; those of before work no more. @throws DomainError object.not-found where there is no factor */
  async renewRecoveryCodes(userId: number, by: DoneBy): Promise<readonly string[]> {
    return this.factors.manager.transaction(async (manager) => {
      await lock(manager, userId);
      if ((await manager.countBy(SecondFactorEntity, { userId })) === 0) notFound('second-factor', 'none');
      const reason = 'recovery codes';
      await this.audit.recordIn(manager, { event: 'authn_factor_changed', subject: `user:${userId}`, reason, ...by });
      return this.replaceCodes(manager, userId);
    });
  }

  private async fail(user: Pick<UserEntity, 'id' | 'login'>, origin: Origin, accountToo = true): Promise<never> {
    await this.throttle.failed(user.login, origin.ip, accountToo);
    this.audit.record({ event: 'authn_login_fail', subject: `user:${user.id}`, origin, reason: 'second factor' });
    throw new DomainError('password.wrong', 'second factor');
  }

  private async useCode(userId: number, code: string): Promise<boolean> {
    for (const row of await this.factors.findBy({ userId, kind: 'totp' })) {
      const step = this.stepOf(this.vault.open(row.secretSealed, place(row.id)), code);
      if (step === undefined) continue;
      const { affected } = await this.factors
        .createQueryBuilder()
        .update()
        .set({ lastStep: step, lastUsedAt: this.clock.now() })
        .where('id = :id AND last_step < :step', { id: row.id, step })
        .execute();
      if (affected === 1) return true;
    }
    return false;
  }

  private async useRecoveryCode(userId: number, code: string, origin: Origin): Promise<boolean> {
    const plain = code.toUpperCase().replace(/[\s-]/g, '');
    if (plain.length !== 20) return false;
    const rows = await this.audit.recordWith(
      this.factors.manager,
      'DELETE FROM recovery_codes WHERE hash = $1 AND user_id = $2 RETURNING user_id',
      [digest(plain), userId],
      {
        event: 'authn_factor_changed',
        actor: `user:${userId}`,
        subject: `user:${userId}`,
        reason: 'recovery code used',
        origin,
      },
    );
    return rows.length === 1;
  }

  /** The step that a code belongs to; undefined: a wrong one. */
  private stepOf(secret: string, code: string): number | undefined {
    const token = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(token)) return undefined;
    const timestamp = this.clock.now().getTime();
    const delta = new TOTP({ secret: Secret.fromBase32(secret), period: stepSeconds }).validate({
      token,
      timestamp,
      window: 1,
    });
    return delta === null ? undefined : Math.floor(timestamp / 1000 / stepSeconds) + delta;
  }

  private async replaceCodes(manager: EntityManager, userId: number): Promise<readonly string[]> {
    const codes = Array.from({ length: codesCount }, recoveryCode);
    await manager.delete(RecoveryCodeEntity, { userId });
    await manager.insert(
      RecoveryCodeEntity,
      codes.map((code) => ({ userId, hash: digest(code.replaceAll('-', '')) })),
    );
    return codes;
  }

  private async clear(manager: EntityManager, userId: number): Promise<void> {
    await manager.delete(RecoveryCodeEntity, { userId });
    await manager.update(UserEntity, { id: userId }, { secondFactor: false });
    const user = await manager.findOneBy(UserEntity, { id: userId });
    if (user !== null) await this.revocations.record(manager, 'user', user.subject);
  }
}

/** 100 random bits; 32 signs divide a byte evenly. */
function recoveryCode(): string {
  const signs = Array.from(randomBytes(20), (byte) => alphabet[byte % alphabet.length] ?? '');
  return [0, 5, 10, 15].map((start) => signs.slice(start, start + 5).join('')).join('-');
}

function offered(secret: string, login: string): Pick<FactorOffer, 'secret' | 'uri'> {
  const uri = new TOTP({ issuer: 'Camgate', label: login, secret: Secret.fromBase32(secret), period: stepSeconds });
  return { secret, uri: uri.toString() };
}

function pendingPlace(userId: number): string {
  return `pending_sign_ins.secret_sealed:${userId}`;
}

function place(id: number): string {
  return `second_factors.secret_sealed:${id}`;
}

/** Two requests about one account's factors come one after the other. */
async function lock(manager: EntityManager, userId: number): Promise<void> {
  await manager.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
}

function nameOf(given: string): string {
  const name = given.trim();
  if (name === '' || name.length > nameLimit || /\p{Cc}/u.test(name) || !name.isWellFormed())
    throw new DomainError('object.invalid', 'a name', { object: 'second-factor', reason: 'name' });
  return name;
}

function toFactor({ id, kind, name, createdAt, lastUsedAt }: SecondFactorEntity): SecondFactor {
  return { id, kind: kind === 'passkey' ? kind : 'totp', name, createdAt, lastUsedAt: lastUsedAt ?? undefined };
}
