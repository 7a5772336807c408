import { ClientThrottle, digest, randomBase62 } from '#auth';
import { Clock, Config, Vault } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ExternalSignInEntity } from './external-sign-in.entity.js';
import { IdentityProviderEntity } from './identity-provider.entity.js';
import { isProviderName } from './identity-provider.js';

/** What the way back from a provider needs of the way there. */
export interface PendingSignIn {
  readonly nonce: string;
  readonly codeVerifier: string;
  /** The client's request at the authorization endpoint, without `?`. */
  readonly query: string;
  readonly maxAgeSeconds: number | undefined;
  /** The client wants the person to sign in anew: seconds since 1970 before which that does not count. */
  readonly notBefore: number | undefined;
}

const lifeMilliseconds = 600_000;
/** Beyond that the oldest end: whoever begins them in bulk pushes out their own first. */
const mostSignIns = 10_000;

/** Sign-ins at providers that have begun: each ends once, in the browser that began it, within 10 minutes. */
@Injectable()
export class SignInsUnderWay {
  constructor(
    @InjectRepository(ExternalSignInEntity) private readonly signIns: Repository<ExternalSignInEntity>,
    @InjectRepository(IdentityProviderEntity) private readonly providers: Repository<IdentityProviderEntity>,
    private readonly throttle: ClientThrottle,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** One that is enabled. */
  async provider(name: string): Promise<IdentityProviderEntity | undefined> {
    if (!isProviderName(name)) return undefined;
    return (await this.providers.findOneBy({ name, enabled: true })) ?? undefined;
  }

  /** Where a provider sends browsers back to: another address for each, so that none can pass for another (RFC 9700 §4.4.2). */
  callbackOf(name: string): string {
    return `${this.config.publicUrl}/oauth/external/${name}/callback`;
  }

  /** @returns `state` @throws DomainError attempts.exceeded for the 121st from one address in a minute */
  async begin(
    { id }: IdentityProviderEntity,
    { binding, ip }: { readonly binding: string; readonly ip: string },
    pending: PendingSignIn,
  ): Promise<string> {
    await this.throttle.countExternalSignIn(ip);
    const now = this.clock.now();
    await this.signIns.query(
      `DELETE FROM external_sign_ins WHERE expires_at < $1 OR state_hash IN
         (SELECT state_hash FROM external_sign_ins ORDER BY expires_at DESC OFFSET ${mostSignIns})`,
      [now],
    );
    const state = randomBase62(43);
    const stateHash = digest(state);
    await this.signIns.insert({
      stateHash,
      providerId: id,
      browserHash: digest(binding),
      requestSealed: this.vault.seal(JSON.stringify(pending), placeOf(stateHash)),
      expiresAt: new Date(now.getTime() + lifeMilliseconds),
    });
    return state;
  }

  /** One statement: of two uses of a state at once, one gets it. Another browser or provider leaves it as it is. */
  async end({ id }: IdentityProviderEntity, binding: string, state: string): Promise<PendingSignIn | undefined> {
    const stateHash = digest(state);
    const [rows] = await this.signIns.query<[{ readonly sealed: string }[], number]>(
      `DELETE FROM external_sign_ins WHERE state_hash = $1 AND provider_id = $2 AND browser_hash = $3 AND expires_at > $4
       RETURNING request_sealed AS sealed`,
      [stateHash, id, digest(binding), this.clock.now()],
    );
    const [found] = rows;
    if (found === undefined) return undefined;
    // The border: only `begin` makes this text.
    return JSON.parse(this.vault.open(found.sealed, placeOf(stateHash))) as PendingSignIn;
  }
}

function placeOf(stateHash: Buffer): string {
  // As PostgreSQL writes it, for whoever seals it anew.
  const key = `\\x${stateHash.toString('hex')}`;
  return `external_sign_ins.request_sealed:${key}`;
}
