import { isAuthError } from '#errors';
import { AuthenticationService, basisOf, type Caller, type Credential, mayAttempt, UserStandingsService } from '#auth';
import { Injectable } from '@nestjs/common';
import { type ShareGrant, looksLikeShareKey, ShareKeys } from '../shares/share-keys.js';
import { looksLikePlaybackToken } from '../tokens/playback-token.js';
import { PlaybackTokenSigner } from '../tokens/playback-token-signer.js';
import type { MediaDenial, MediaQuestion } from './media-question.js';
import { TokenSessions } from './token-sessions.js';

/** Who a viewer turned out to be. */
export type Holder =
  | { readonly kind: 'caller'; readonly caller: Caller; readonly maxSessions: number | undefined }
  | { readonly kind: 'share'; readonly share: ShareGrant }
  | { readonly kind: 'nobody'; readonly denial: MediaDenial };

const longestTicket = 8192;
const apiKeyForm = /^cgk_[0-9A-Za-z]{36}$/;
const accessTokenForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Whether a text is marked as one of our tickets, so that nobody needs to try it as a password. */
export function isMarkedCredential(text: string): boolean {
  return looksLikePlaybackToken(text) || looksLikeApiKey(text);
}

function looksLikeApiKey(text: string): boolean {
  return apiKeyForm.test(text);
}

function looksLikeAccessToken(text: string): boolean {
  return text.length <= longestTicket && accessTokenForm.test(text) && !text.startsWith('4.');
}

/** From what a viewer shows to who the viewer is. Whether they still may come in is read from the database each time. */
@Injectable()
export class PlaybackCredentialResolver {
  constructor(
    private readonly mint: PlaybackTokenSigner,
    private readonly standings: UserStandingsService,
    private readonly shares: ShareKeys,
    private readonly authenticator: AuthenticationService,
    private readonly sessions: TokenSessions,
  ) {}

  /** The first ticket that is somebody's, then login and password; else why the last one was nobody's. */
  async holderOf(question: MediaQuestion): Promise<Holder> {
    let holder: Holder = nobody('ticket.missing');
    for (const ticket of question.tickets) {
      holder = await this.read(ticket, question);
      if (holder.kind !== 'nobody') return holder;
    }
    const { password } = question;
    return password === undefined ? holder : this.authenticate({ kind: 'password', ...password }, question);
  }

  private async read(ticket: string, question: MediaQuestion): Promise<Holder> {
    if (looksLikePlaybackToken(ticket)) return this.readToken(ticket, question);
    if (looksLikeShareKey(ticket)) {
      const share = await this.shares.find(ticket, question.cameraName);
      return share === undefined ? nobody('ticket.wrong') : { kind: 'share', share };
    }
    if (looksLikeApiKey(ticket)) return this.authenticate({ kind: 'api-key', key: ticket, bearer: true }, question);
    if (looksLikeAccessToken(ticket))
      return this.authenticate({ kind: 'access-token', token: ticket, accepts: ['native'] }, question);
    return nobody('ticket.wrong');
  }

  private async readToken(ticket: string, question: MediaQuestion): Promise<Holder> {
    const claims = this.mint.read(ticket, question.cameraName);
    if (claims === undefined) return nobody('ticket.wrong');
    if (claims.action !== question.action) return nobody('ticket.other-action');
    if (!this.sessions.admit(ticket, claims.expiresAt, question)) return nobody('ticket.expired');
    const standing = await this.standings.find(claims.userId, claims.basis);
    if (standing?.epoch !== claims.epoch) return nobody('ticket.revoked');
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
    // People may edit where their memberships say; of programs, those that were registered to write.
    const needed = question.action === 'publish' ? 'cameras:write' : 'cameras:read';
    if (!caller.permissions.has('cameras:read') || !mayAttempt(caller, needed)) return nobody('right.missing');
    if (caller.kind !== 'user') return { kind: 'caller', caller, maxSessions: undefined };
    const standing = await this.standings.find(caller.userId, basisOf(caller));
    if (standing === undefined) return nobody('ticket.revoked');
    return { kind: 'caller', caller: standing.caller, maxSessions: standing.maxSessions };
  }
}

function nobody(denial: MediaDenial): Holder {
  return { kind: 'nobody', denial };
}
