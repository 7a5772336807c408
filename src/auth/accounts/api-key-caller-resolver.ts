import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { system, type Caller } from '../caller.js';
import type { Credential, Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import { userCaller, type UserState } from './account-state.js';
import { AccountStateReader } from './account-state-reader.js';
import { isUsable, limitedUser } from './key-limits.js';
import { isMistyped } from './marked-secret.js';
import { ScopedKeyUses } from './scoped-key-uses.js';
import { digest } from './secrets.js';
import { SystemKeyService } from './system-key.service.js';

type ApiKeyCredential = Extract<Credential, { readonly kind: 'api-key' }>;

const lengthLimit = 255;
/** 16 bytes of the hash identify the key. */
const basisHexDigits = 32;

/** Resolves an API key to a caller: the system key, alone or on behalf of a user, or a user's own key. */
@Injectable()
export class ApiKeyCallerResolver {
  constructor(
    private readonly states: AccountStateReader,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly systemKey: SystemKeyService,
    private readonly uses: ScopedKeyUses,
  ) {}

  /** @throws DomainError key.invalid | attempts.exceeded */
  async authenticate(credential: ApiKeyCredential, origin: Origin): Promise<Caller> {
    // The system key has a header of its own; it is not accepted as a Bearer token.
    const isSystem = credential.bearer !== true && (await this.isSystemKey(credential.key));
    const caller = isSystem ? await this.asSystem(credential.login, origin) : await this.asOwner(credential, origin);
    if (caller !== undefined) return caller;
    await this.throttle.keyFailed(origin.ip);
    this.audit.record({ event: 'authn_login_fail', origin, reason: 'key.invalid' });
    throw new DomainError('key.invalid');
  }

  private async isSystemKey(key: string): Promise<boolean> {
    return (await this.systemKey.is(key)) || this.systemKey.isProvenBy(key);
  }

  /** Alone, the system key may do anything; with a login it acts as that user, with that user's rights. */
  private async asSystem(login: string | undefined, origin: Origin): Promise<Caller | undefined> {
    const user = login !== undefined && isLogin(login) ? await this.states.userByLogin(login) : undefined;
    const acts = login === undefined || (user !== undefined && !user.disabled);
    // Every use: the key may do anything (R-KEYAPI).
    this.audit.record({
      event: 'system_key_used',
      actor: 'system',
      subject: user && `user:${user.userId}`,
      origin,
      outcome: acts ? 'success' : 'failure',
    });
    if (login === undefined) return system;
    return user === undefined || user.disabled ? undefined : userCaller(user);
  }

  /** A user's key needs its login beside it, unless it came as a Bearer token. */
  private async asOwner(credential: ApiKeyCredential, { ip }: Origin): Promise<Caller | undefined> {
    if (credential.key.length > lengthLimit || isMistyped(credential.key)) return undefined;
    const hash = digest(credential.key).toString('hex');
    const key = await this.states.apiKey(hash);
    const user = key === undefined ? undefined : await this.states.user(key.subject);
    if (user === undefined || user.disabled) return undefined;
    if (!(await this.isNamed(user, credential))) return undefined;
    const owner = userCaller(user, { apiKeyId: hash.slice(0, basisHexDigits) });
    const limits = key?.limits;
    if (limits === undefined) return owner;
    if (!isUsable(limits, this.clock.now(), ip)) return undefined;
    this.uses.note(limits.keyId, ip);
    return limitedUser(owner, limits);
  }

  private async isNamed({ subject }: UserState, { login, bearer }: ApiKeyCredential): Promise<boolean> {
    if (login === undefined) return bearer === true;
    const named = isLogin(login) ? await this.states.userByLogin(login) : undefined;
    return named?.subject === subject;
  }
}

function isLogin(text: string): boolean {
  return text.length <= lengthLimit && !text.includes('\0') && text.isWellFormed();
}
