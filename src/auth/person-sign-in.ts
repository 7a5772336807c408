import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '#audit';
import { toUserState, type UserState } from './accounts/account-state.js';
import { PasswordVerifier, type ProvenUser } from './accounts/password.verifier.js';
import { UsersService } from './accounts/users.service.js';
import type { Origin } from './credential.js';
import {
  type ExternalSignIn,
  type PendingSignIn,
  PendingSignInStore,
  type SignInStart,
} from './factors/pending-sign-in-store.js';
import { type PasskeyQuestion, PasskeysService } from './factors/passkeys.service.js';
import { SecondFactorPolicy } from './factors/second-factor-policy.js';
import { type FactorOffer, SecondFactorsService } from './factors/second-factors.service.js';

/** A person who has proven who they are, and how (RFC 8176). */
export interface ProvenPerson extends SignInStart {
  readonly user: UserState;
  readonly amr: readonly string[];
  /** What says so, for the transaction of what begins with it. */
  readonly events: readonly AuditEvent[];
}

/** A page on which something is still missing; `ticket` goes into its form. */
export type MissingStep =
  /** The password is temporary: the person chooses another. */
  | { readonly kind: 'new-password'; readonly ticket: string; readonly login: string }
  /** A code of the authenticator app, a recovery code, or the answer of a passkey where the person has one. */
  | { readonly kind: 'second-factor'; readonly ticket: string; readonly passkey: PasskeyQuestion | undefined }
  /** A second factor is required and there is none. */
  | ({ readonly kind: 'enrol' } & FactorOffer)
  /** The recovery codes, shown once. */
  | { readonly kind: 'recovery-codes'; readonly ticket: string; readonly codes: readonly string[] };

/** What comes after one step of a sign-in in pages. */
export type SignInStage = { readonly kind: 'proven'; readonly person: ProvenPerson } | MissingStep;

/** What a person sends from one of these pages. */
export type StepAnswer =
  | { readonly kind: 'new-password'; readonly ticket: string; readonly password: string }
  | { readonly kind: 'second-factor' | 'enrol'; readonly ticket: string; readonly code: string }
  /** `answer`: of the authenticator, as JSON. */
  | { readonly kind: 'passkey'; readonly ticket: string; readonly answer: string }
  | { readonly kind: 'recovery-codes'; readonly ticket: string };

/** A session of a browser, and what was proven in it. */
export interface SignedInBrowser {
  readonly sessionId: string;
  readonly user: UserState;
  readonly amr: readonly string[];
}

/** What a person gives at once, where there are no pages. */
export interface SignInProof {
  readonly login: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code. */
  readonly code?: string | undefined;
  /** Replaces a temporary password. */
  readonly newPassword?: string | undefined;
}

/** Signing a person in, in steps: password or passkey, second factor, the replacement of a temporary password. */
@Injectable()
export class PersonSignIn {
  constructor(
    private readonly passwords: PasswordVerifier,
    private readonly pending: PendingSignInStore,
    private readonly users: UsersService,
    private readonly factors: SecondFactorsService,
    private readonly passkeys: PasskeysService,
    private readonly policy: SecondFactorPolicy,
  ) {}

  /** @throws DomainError password.wrong | attempts.exceeded | auth.busy */
  async begin(login: string, password: string, origin: Origin): Promise<SignInStage> {
    const proven = await this.passwords.prove(login, password, origin);
    const missing = await this.missing(proven, ['pwd']);
    if (missing !== undefined) return missing;
    return { kind: 'proven', person: { user: proven.user, amr: ['pwd'], events: [proven.event] } };
  }

  /**
   * Somebody whom another module identified; `amr` as far as the second factor may count on it. Their password, also a temporary
   * one, plays no part.
   */
  async beginExternally(
    user: UserState,
    amr: readonly string[],
    external: ExternalSignIn,
    origin: Origin,
  ): Promise<SignInStage> {
    const missing = await this.missing({ user, mustChangePassword: false }, amr, { external });
    return missing ?? { kind: 'proven', person: provenBy(user, amr, origin, { external }) };
  }

  /**
   * A sign-in with a passkey alone. @param browser where it was asked for
   * @throws DomainError password.wrong | one-time-token.invalid (the challenge)
   */
  async beginWithPasskey(browser: string, answer: string, origin: Origin): Promise<SignInStage> {
    const { user, amr } = await this.passkeys.identify(browser, answer, origin);
    return this.next(user.id, amr, origin, {});
  }

  /** The page on which a person of a session that exists proves the second factor, too, and nothing else again. */
  async more({ sessionId, user, amr }: SignedInBrowser): Promise<MissingStep> {
    return this.askForFactor({ id: user.userId, epoch: user.epoch }, amr, { browserSessionId: sessionId });
  }

  /**
   * The stage after a page was sent.
   * @throws DomainError one-time-token.invalid (the step was taken, or is too old) | password.wrong (the code)
   *   | password.unacceptable | attempts.exceeded | auth.busy
   */
  async proceed(answer: StepAnswer, origin: Origin): Promise<SignInStage> {
    const pending = await this.pending.get(answer.ticket);
    const { user } = pending;
    // An offer made to a signed-in person signs nobody in: with a code of an app just added, a token would become a session.
    const isNamed = pending.external !== undefined || pending.browserSessionId !== undefined;
    if (pending.amr.length === 0 && !isNamed) throw outOfTurn();
    if (answer.kind === 'new-password') return this.replacePassword(pending, answer.password, origin);
    if (answer.kind === 'second-factor' || answer.kind === 'passkey') {
      if (!user.secondFactor || pending.amr.includes('mfa')) throw outOfTurn();
      const proof =
        answer.kind === 'passkey'
          ? await this.passkeys.verify(answer.ticket, answer.answer, user, origin)
          : await this.factors.verify(user, answer.code, origin);
      await this.pending.use(pending);
      return this.next(user.id, joined(pending.amr, proof), origin, pending);
    }
    if (answer.kind === 'enrol') {
      // Nor one made before somebody else set up a factor.
      if (user.secondFactor || (pending.external === undefined && !pending.amr.includes('pwd'))) throw outOfTurn();
      const { recoveryCodes = [] } = await this.factors.accept(answer.ticket, answer.code, 'Authenticator app', origin);
      const ticket = await this.pending.begin(user, joined(pending.amr, ['otp', 'mfa']), pending);
      return { kind: 'recovery-codes', ticket, codes: recoveryCodes };
    }
    if (!pending.amr.includes('mfa')) throw outOfTurn();
    await this.pending.use(pending);
    return this.next(user.id, pending.amr, origin, pending);
  }

  /** The page of a ticket again, after a mistake on it. @throws DomainError one-time-token.invalid */
  async again({ kind, ticket }: Pick<StepAnswer, 'kind' | 'ticket'>): Promise<MissingStep> {
    const pending = await this.pending.get(ticket);
    if (kind === 'second-factor' || kind === 'passkey')
      return { kind: 'second-factor', ticket, passkey: await this.passkeys.ask(ticket, pending.user.id) };
    if (kind === 'new-password') return { kind, ticket, login: pending.user.login };
    const offer = this.factors.offerOf(pending);
    if (offer === undefined) throw outOfTurn();
    return { kind: 'enrol', ...offer };
  }

  /**
   * The whole sign-in in one request.
   * @throws DomainError password.wrong | attempts.exceeded | auth.busy; factor.missing where a code is needed and none is given;
   *   factor.enrolment-required where a second factor must be set up first, on the sign-in page; password.change-required,
   *   where the password is temporary and no new one is given; password.unacceptable; account.invalid (new_password) where
   *   none is wanted
   */
  async atOnce({ login, password, code, newPassword }: SignInProof, origin: Origin): Promise<ProvenPerson> {
    const proven = await this.passwords.prove(login, password, origin);
    const { user, event, mustChangePassword } = proven;
    let amr: readonly string[] = ['pwd'];
    if (user.secondFactor) {
      if (code === undefined) throw new DomainError('factor.missing');
      amr = [...amr, ...(await this.factors.verify({ id: user.userId, login: user.login }, code, origin))];
    } else if (await this.policy.isRequired({ id: user.userId, accessLevel: user.accessLevel }))
      throw new DomainError('factor.enrolment-required');
    if (!mustChangePassword) {
      if (newPassword !== undefined)
        throw new DomainError('account.invalid', 'the password is not temporary', { reason: 'new_password' });
      return { user, amr, events: [event] };
    }
    if (newPassword === undefined) throw new DomainError('password.change-required');
    const by = { actor: `user:${user.userId}`, origin };
    return { user: await this.users.replaceTemporaryPassword(user.userId, newPassword, by), amr, events: [event] };
  }

  private async replacePassword(pending: PendingSignIn, password: string, origin: Origin): Promise<SignInStage> {
    const { id, mustChangePassword, secondFactor } = pending.user;
    const isOutOfTurn = pending.external !== undefined || (secondFactor && !pending.amr.includes('mfa'));
    if (!mustChangePassword || isOutOfTurn) throw outOfTurn();
    const by = { actor: `user:${id}`, origin };
    await this.users.replaceTemporaryPassword(id, password, by, () => this.pending.use(pending));
    return this.next(id, pending.amr, origin, pending);
  }

  private async next(userId: number, amr: readonly string[], origin: Origin, start: SignInStart): Promise<SignInStage> {
    const row = await this.users.ownerOf(userId);
    const user = toUserState(row);
    const mustChangePassword = start.external === undefined && row.mustChangePassword;
    const missing = await this.missing({ user, mustChangePassword }, amr, start);
    return missing ?? { kind: 'proven', person: provenBy(user, amr, origin, start) };
  }

  private async missing(
    { user, mustChangePassword }: Pick<ProvenUser, 'user' | 'mustChangePassword'>,
    amr: readonly string[],
    start: SignInStart = {},
  ): Promise<MissingStep | undefined> {
    const owner = { id: user.userId, login: user.login, epoch: user.epoch };
    const missing = await this.policy.missing(user, amr);
    if (missing === 'factor.missing') return this.askForFactor(owner, amr, start);
    if (missing !== undefined) return { kind: 'enrol', ...(await this.factors.offer(owner, amr, start)) };
    if (!mustChangePassword) return undefined;
    return { kind: 'new-password', ticket: await this.pending.begin(owner, amr, start), login: user.login };
  }

  private async askForFactor(
    owner: { readonly id: number; readonly epoch: number },
    amr: readonly string[],
    start: SignInStart,
  ): Promise<MissingStep> {
    const ticket = await this.pending.begin(owner, amr, start);
    return { kind: 'second-factor', ticket, passkey: await this.passkeys.ask(ticket, owner.id) };
  }
}

function provenBy(
  user: UserState,
  amr: readonly string[],
  origin: Origin,
  { external, browserSessionId }: SignInStart,
): ProvenPerson {
  const reason = [...(external === undefined ? [] : [external.reason]), ...amr].join(' ');
  const event: AuditEvent = { event: 'authn_login_success', actor: `user:${user.userId}`, origin, reason };
  return { user, amr, events: [event], external, browserSessionId };
}

/** An external provider may name the same method. */
function joined(earlier: readonly string[], amr: readonly string[]): readonly string[] {
  return [...new Set([...earlier, ...amr])];
}

function outOfTurn(): DomainError {
  return new DomainError('one-time-token.invalid', 'a step out of turn');
}
