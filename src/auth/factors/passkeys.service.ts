import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { AuditLogService } from '#audit';
import { Clock, Config } from '#config';
import { QueryFailedError, Repository } from 'typeorm';
import { UserEntity } from '../accounts/user.entity.js';
import { signsInLocally } from '../caller.js';
import type { Origin } from '../credential.js';
import { LoginThrottle } from '../throttles/login.throttle.js';
import { challengeIn, readAssertion, readRegistration } from './passkey-answer.js';
import { PasskeyChallengeStore } from './passkey-challenge-store.js';
import { PasskeyEntity } from './passkey.entity.js';
import { type RelyingParty, relyingPartyOf } from './relying-party.js';
import { type AddedFactor, SecondFactorsService } from './second-factors.service.js';

/** What a browser makes a passkey with; as JSON it is WebAuthn's `PublicKeyCredentialCreationOptionsJSON`. */
export type PasskeyOffer = PublicKeyCredentialCreationOptionsJSON;
/** What a browser asks an authenticator with; as JSON it is WebAuthn's `PublicKeyCredentialRequestOptionsJSON`. */
export type PasskeyQuestion = PublicKeyCredentialRequestOptionsJSON;

/**
 * A signature by a key that only the person's authenticator has, given while they were there (RFC 8176 §2). Whether hardware
 * keeps the key (`hwk`) is unknown: no attestation is asked for, and passkeys are copied between a person's devices.
 */
const proofOfKey: readonly string[] = ['pop', 'user'];

/** What WebAuthn recommends for a ceremony with people in it, in milliseconds; the challenge lives as long. */
const timeout = 300_000;

/** A passkey with the account that it belongs to. */
interface Known {
  readonly passkey: PasskeyEntity;
  readonly user: UserEntity;
}

/**
 * Passkeys (WebAuthn Level 3): made by a signed-in person, used as the second factor, or alone where the authenticator itself
 * checked who is there. Each answer signs a challenge that is of use once, for our origin and host only.
 */
@Injectable()
export class PasskeysService {
  private readonly party: RelyingParty | undefined;

  constructor(
    @InjectRepository(PasskeyEntity) private readonly passkeys: Repository<PasskeyEntity>,
    private readonly factors: SecondFactorsService,
    private readonly challenges: PasskeyChallengeStore,
    private readonly throttle: LoginThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    private readonly config: Config,
  ) {
    this.party = relyingPartyOf(config.publicUrl);
  }

  /** What a new passkey is made with, within five minutes. @throws DomainError passkey.unavailable where there are none */
  async offer({ id, subject, login }: Pick<UserEntity, 'id' | 'subject' | 'login'>): Promise<PasskeyOffer> {
    const party = this.needParty();
    const { generateRegistrationOptions } = await library();
    return generateRegistrationOptions({
      rpName: 'Camgate',
      rpID: party.id,
      userName: login,
      userDisplayName: login,
      // The account's `sub`: it stays when the login changes, and names nobody to whoever finds the authenticator.
      userID: Uint8Array.from(Buffer.from(subject)),
      challenge: Uint8Array.from(Buffer.from(await this.challenges.begin(placeOfPerson(id)), 'base64url')),
      timeout,
      attestationType: 'none',
      excludeCredentials: await this.descriptorsOf(id),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    });
  }

  /**
   * Adds a passkey; with the first factor come the recovery codes, shown this once.
   * @param credential what the browser made, as JSON
   * @throws DomainError one-time-token.invalid (the challenge) | object.invalid (second-factor: credential, name, limit)
   *   | object.taken (the passkey is registered) | passkey.unavailable
   */
  async accept(
    user: Pick<UserEntity, 'id' | 'subject'>,
    credential: unknown,
    name: string,
    origin: Origin,
  ): Promise<AddedFactor> {
    const party = this.needParty();
    const response = readRegistration(credential);
    const challenge = response && challengeIn(response.response.clientDataJSON);
    if (response === undefined || challenge === undefined) throw unusable('malformed');
    if (!(await this.challenges.use(placeOfPerson(user.id), challenge)))
      throw new DomainError('one-time-token.invalid', 'the challenge');
    const made = await verifyNew(response, challenge, party);
    if (made === undefined) {
      this.audit.record({ event: 'authn_login_fail', subject: `user:${user.id}`, origin, reason: 'passkey: new' });
      throw unusable('not genuine');
    }
    const row = { credentialId: Buffer.from(made.id, 'base64url'), publicKey: Buffer.from(made.publicKey) };
    const { counter, transports = [] } = made;
    try {
      return await this.factors.add(user, { kind: 'passkey', name }, origin, async (manager, factorId) => {
        await manager.insert(PasskeyEntity, {
          ...row,
          factorId,
          counter: String(counter),
          transports: [...transports],
        });
      });
    } catch (error) {
      // Registered by anybody, at any time: one credential signs in one person.
      if (error instanceof QueryFailedError && String(error).includes('passkeys_credential_id_key'))
        throw new DomainError('object.taken', 'registered already', { object: 'second-factor' });
      throw error;
    }
  }

  /** A question to whoever is there; it says nothing of any account. Undefined: this server has no passkeys. */
  async askAnybody(browser: string): Promise<PasskeyQuestion | undefined> {
    return this.party && question(this.party, await this.challenges.begin(placeOfBrowser(browser)), 'required');
  }

  /** A question about the passkeys of an account, in one sign-in; undefined where it has none. */
  async ask(ticket: string, userId: number): Promise<PasskeyQuestion | undefined> {
    if (this.party === undefined) return undefined;
    const allowCredentials = await this.descriptorsOf(userId);
    if (allowCredentials.length === 0) return undefined;
    const challenge = await this.challenges.begin(placeOfSignIn(ticket));
    return { ...question(this.party, challenge, 'preferred'), allowCredentials };
  }

  /**
   * Who answered `askAnybody` in this browser; the authenticator checked that it is its owner, which is a second factor.
   * @throws DomainError password.wrong, whatever is wrong | one-time-token.invalid (the challenge)
   */
  async identify(
    browser: string,
    answer: string,
    origin: Origin,
  ): Promise<{ readonly user: UserEntity; readonly amr: readonly string[] }> {
    const { user } = await this.check(placeOfBrowser(browser), answer, undefined, origin);
    return { user, amr: [...proofOfKey, 'mfa'] };
  }

  /**
   * Checks the answer to `ask`, beside a password that was right.
   * @throws DomainError password.wrong, whatever is wrong | one-time-token.invalid (the challenge)
   */
  async verify(
    ticket: string,
    answer: string,
    user: Pick<UserEntity, 'id' | 'login'>,
    origin: Origin,
  ): Promise<readonly string[]> {
    await this.check(placeOfSignIn(ticket), answer, user.id, origin);
    // The password alone did not clear them.
    await this.throttle.succeeded(user.login, origin.ip);
    return [...proofOfKey, 'mfa'];
  }

  /** @param userId whose passkey it must be; undefined: anybody's, but the authenticator must have verified the person */
  private async check(place: string, answer: string, userId: number | undefined, origin: Origin): Promise<Known> {
    const response = readAssertion(answer);
    const challenge = response && challengeIn(response.response.clientDataJSON);
    if (this.party === undefined || response === undefined || challenge === undefined)
      throw this.failed('malformed', userId, origin);
    if (!(await this.challenges.use(place, challenge))) {
      this.failed('challenge', userId, origin);
      throw new DomainError('one-time-token.invalid', 'the challenge');
    }
    const known = await this.find(response.id);
    const { passkey, user } = known ?? {};
    if (passkey === undefined || user === undefined) throw this.failed('unknown', userId, origin);
    const counter = await verifyAnswer(response, challenge, this.party, passkey, userId === undefined);
    if (counter === undefined) throw this.failed('signature', user.id, origin);
    const reason = this.reasonAgainst(user, response.response.userHandle, userId);
    if (reason !== undefined) throw this.failed(reason, user.id, origin);
    if (!(await this.count(passkey, counter))) throw this.failed('counter', user.id, origin);
    return { passkey, user };
  }

  private reasonAgainst(user: UserEntity, handle: string | undefined, userId: number | undefined): string | undefined {
    if (userId !== undefined && user.id !== userId) return 'of another account';
    // Of the account, where no other thing names one (WebAuthn Level 3 §7.2, step 6).
    const named = handle === undefined ? undefined : Buffer.from(handle, 'base64url').toString();
    if (named === undefined ? userId === undefined : named !== user.subject) return 'user handle';
    if (user.disabled) return 'disabled';
    return signsInLocally(this.config.localSignIn, user.accessLevel) ? undefined : 'local-sign-in-off';
  }

  private async find(id: string): Promise<Known | undefined> {
    const passkey = await this.passkeys.findOneBy({ credentialId: Buffer.from(id, 'base64url') });
    const userId = passkey && (await this.factors.ownerOf(passkey.factorId));
    if (passkey === null || userId === undefined) return undefined;
    const user = await this.passkeys.manager.findOneBy(UserEntity, { id: userId ?? 0 });
    return user === null ? undefined : { passkey, user };
  }

  /** Notes the use; false where the counter did not go up, as with a copied key: of concurrent uses one passes, too. */
  private async count({ factorId }: PasskeyEntity, counter: number): Promise<boolean> {
    const [rows] = await this.passkeys.query<[unknown[], number]>(
      `WITH used AS (UPDATE passkeys SET counter = $2::bigint
         WHERE factor_id = $1 AND (counter < $2::bigint OR (counter = 0 AND $2::bigint = 0)) RETURNING factor_id)
       UPDATE second_factors SET last_used_at = $3 WHERE id = (SELECT u.factor_id FROM used u) RETURNING id`,
      [factorId, counter, this.clock.now()],
    );
    return rows.length === 1;
  }

  private async descriptorsOf(userId: number): Promise<{ id: string; type: 'public-key'; transports: Transport[] }[]> {
    const rows = await this.passkeys.query<{ credential_id: Buffer; transports: Transport[] }[]>(
      `SELECT p.credential_id, p.transports FROM passkeys p JOIN second_factors f ON f.id = p.factor_id
       WHERE f.user_id = $1 ORDER BY f.id`,
      [userId],
    );
    return rows.map((row) => ({
      id: row.credential_id.toString('base64url'),
      type: 'public-key',
      transports: row.transports,
    }));
  }

  private failed(reason: string, userId: number | undefined, origin: Origin): DomainError {
    const subject = userId === undefined ? undefined : `user:${userId}`;
    this.audit.record({ event: 'authn_login_fail', subject, origin, reason: `passkey: ${reason}` });
    return new DomainError('password.wrong', `passkey: ${reason}`);
  }

  private needParty(): RelyingParty {
    if (this.party === undefined)
      throw new DomainError('passkey.unavailable', 'neither https with a host name, nor localhost');
    return this.party;
  }
}

type Transport = NonNullable<NonNullable<PasskeyQuestion['allowCredentials']>[number]['transports']>[number];

/** Loaded with the first passkey: it costs a third of a second, which the command line would pay at each start. */
function library(): Promise<typeof import('@simplewebauthn/server')> {
  return import('@simplewebauthn/server');
}

function question(
  { id }: RelyingParty,
  challenge: string,
  userVerification: 'required' | 'preferred',
): PasskeyQuestion {
  return { challenge, rpId: id, timeout, userVerification };
}

/** The credential of a genuine answer; undefined for any other. */
async function verifyNew(
  response: RegistrationResponseJSON,
  expectedChallenge: string,
  party: RelyingParty,
): Promise<{ id: string; publicKey: Uint8Array; counter: number; transports?: string[] } | undefined> {
  try {
    const { verifyRegistrationResponse } = await library();
    const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
    const attestation = decodeAttestationObject(
      Uint8Array.from(Buffer.from(response.response.attestationObject, 'base64url')),
    );
    // None was asked for. A certificate would be an address that the library fetches: who made it is no matter of ours.
    const format = attestation.get('fmt');
    if (format !== 'none' && (format !== 'packed' || attestation.get('attStmt').get('x5c') !== undefined))
      return undefined;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
    });
    // Otherwise the id that is looked up later is not the one that was signed for.
    if (!verified || registrationInfo.credential.id !== response.id) return undefined;
    return registrationInfo.credential;
  } catch {
    return undefined;
  }
}

/** The counter of a genuine answer; undefined for any other. */
async function verifyAnswer(
  response: AuthenticationResponseJSON,
  expectedChallenge: string,
  party: RelyingParty,
  { publicKey }: PasskeyEntity,
  requireUserVerification: boolean,
): Promise<number | undefined> {
  try {
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      // The counter is compared where it is stored, in one statement.
      credential: { id: response.id, publicKey: Uint8Array.from(publicKey), counter: 0 },
      requireUserVerification,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

function unusable(detail: string): DomainError {
  return new DomainError('object.invalid', detail, { object: 'second-factor', reason: 'credential' });
}

function placeOfPerson(userId: number): string {
  return `person:${userId}`;
}

function placeOfBrowser(browser: string): string {
  return `browser:${browser}`;
}

function placeOfSignIn(ticket: string): string {
  return `sign-in:${ticket}`;
}
