import { isAuthError } from '#errors';
import { AuthenticationService, basisOf, type Caller, type Credential, mayAttempt, UserStandingsService } from '#auth';
import { Injectable } from '@nestjs/common';
import { type ShareGrant, looksLikeShareKey, ShareKeys } from '../shares/share-keys.js';
import { permissionFor } from '../permission-for.js';
import { looksLikePlaybackToken } from '../tokens/playback-token.js';
import { PlaybackTokenSigner } from '../tokens/playback-token-signer.js';
import type { MediaDenial, MediaQuestion } from './media-question.js';
import { TokenSessions } from './token-sessions.js';

/** Who a viewer is. */
export type Holder =
  | { readonly kind: 'caller'; readonly caller: Caller; readonly maxSessions: number | undefined }
  | { readonly kind: 'share'; readonly share: ShareGrant }
  | { readonly kind: 'nobody'; readonly denial: MediaDenial };

const longestCredential = 8192;
const apiKeyForm = /^cgk_[0-9A-Za-z]{36}$/;
const accessTokenForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Whether a text has the form of one of our credentials, so that it need not be tried as a password. */
export function isMarkedCredential(text: string): boolean {
  return looksLikePlaybackToken(text) || looksLikeApiKey(text);
}

function looksLikeApiKey(text: string): boolean {
  return apiKeyForm.test(text);
}

function looksLikeAccessToken(text: string): boolean {
  return text.length <= longestCredential && accessTokenForm.test(text) && !text.startsWith('4.');
}

/** Finds who a viewer is by their credentials. Whether that user may still sign in is read from the database each time. */
@Injectable()
export class PlaybackCredentialResolver {
  constructor(
    private readonly signer: PlaybackTokenSigner,
    private readonly standings: UserStandingsService,
    private readonly shares: ShareKeys,
    private readonly authenticator: AuthenticationService,
    private readonly sessions: TokenSessions,
  ) {}

  /** The holder of the first valid credential, then of login and password; else why the last one was not valid. */
  async holderOf(question: MediaQuestion): Promise<Holder> {
    let holder: Holder = nobody('ticket.missing');
    for (const credential of question.credentials) {
      holder = await this.read(credential, question);
      if (holder.kind !== 'nobody') return holder;
    }
    const { password } = question;
    return password === undefined ? holder : this.authenticate({ kind: 'password', ...password }, question);
  }

  private async read(credential: string, question: MediaQuestion): Promise<Holder> {
    if (looksLikePlaybackToken(credential)) return this.readToken(credential, question);
    if (looksLikeShareKey(credential)) {
      const share = await this.shares.find(credential, question.cameraName);
      return share === undefined ? nobody('ticket.wrong') : { kind: 'share', share };
    }
    if (looksLikeApiKey(credential))
      return this.authenticate({ kind: 'api-key', key: credential, bearer: true }, question);
    if (looksLikeAccessToken(credential))
      return this.authenticate({ kind: 'access-token', token: credential, accepts: ['native'] }, question);
    return nobody('ticket.wrong');
  }

  private async readToken(credential: string, question: MediaQuestion): Promise<Holder> {
    const claims = this.signer.read(credential, question.cameraName);
    if (claims === undefined) return nobody('ticket.wrong');
    if (claims.action !== question.action) return nobody('ticket.other-action');
    if (!this.sessions.isValid(credential, claims.expiresAt, question)) return nobody('ticket.expired');
    const standing = await this.standings.find(claims.userId, claims.basis);
    if (standing?.epoch !== claims.epoch) return nobody('ticket.revoked');
    // The key that it was issued to may have been limited since.
    if (!mayAttempt(standing.caller, permissionFor(question.action))) return nobody('right.missing');
    return { kind: 'caller', caller: standing.caller, maxSessions: standing.maxSessions };
  }

  private async authenticate(credential: Credential, question: MediaQuestion): Promise<Holder> {
    let caller: Caller;
    try {
      caller = await this.authenticator.authenticate(credential, question.viewer);
    } catch (error) {
      if (isAuthError(error)) return nobody(error.code === 'token.expired' ? 'ticket.expired' : 'ticket.wrong');
      throw error;
    }
    if (!mayAttempt(caller, permissionFor(question.action))) return nobody('right.missing');
    if (caller.kind !== 'user') return { kind: 'caller', caller, maxSessions: undefined };
    const standing = await this.standings.find(caller.userId, basisOf(caller));
    if (standing === undefined) return nobody('ticket.revoked');
    const { accessLevel } = standing.caller;
    return { kind: 'caller', caller: { ...caller, accessLevel }, maxSessions: standing.maxSessions };
  }
}

function nobody(denial: MediaDenial): Holder {
  return { kind: 'nobody', denial };
}
