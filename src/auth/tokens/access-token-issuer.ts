import { Injectable } from '@nestjs/common';
import { Clock, Config } from '#config';
import type { ApplicationState, UserState } from '../accounts/account-state.js';
import { authenticationClaims } from '../authentication-context.js';
import type { TokenProfile } from '../credential.js';
import { signCompact } from './compact-jws.js';
import { IssuedTokensService, type TokenReason } from './issued-tokens.service.js';
import { RandomIdentifiers } from './random-identifiers.js';
import { SigningKeysService } from './signing-keys.service.js';
import { firstPartyClient, profileRules, type ProfileRules } from './token-profile.js';

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

/** What an exchanged token states beside what it was exchanged for (RFC 8693). */
export interface Exchange {
  /** `jti` of the tokens that it comes from, the first one first. */
  readonly exchanged: readonly string[];
  /** The only cameras that it is for; undefined: no limit. */
  readonly cameras: readonly number[] | undefined;
}

/** What a person's access token states beside the person and the session. */
export interface UserTokenOptions {
  /** What it is given for. */
  readonly grant: TokenReason;
  /** Narrows the token. */
  readonly scope?: string | undefined;
  readonly clientId?: string | undefined;
  /** Another audience than this server (RFC 8707). */
  readonly audience?: string | undefined;
  readonly authTime?: Date | undefined;
  readonly amr?: readonly string[] | undefined;
  readonly exchange?: Exchange | undefined;
  /** Of the key that the token is bound to (RFC 9449). */
  readonly thumbprint?: string | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

/** Issues access tokens: JWT signed with ES256. Claims name the account and hold no secret and no personal data. */
@Injectable()
export class AccessTokenIssuer {
  private readonly issuer: string;
  private readonly identifiers = new RandomIdentifiers();
  private readonly rules: Readonly<Record<TokenProfile, ProfileRules>>;

  constructor(
    private readonly keys: SigningKeysService,
    private readonly clock: Clock,
    private readonly issued: IssuedTokensService,
    config: Config,
  ) {
    this.issuer = config.publicUrl;
    this.rules = profileRules(config);
  }

  /** For a person's session. The life in seconds is at most the profile's. */
  forUser(
    user: UserState,
    sessionId: string,
    profile: 'watcher' | 'native',
    seconds: number,
    more: UserTokenOptions,
  ): IssuedToken {
    const { grant, scope, clientId = firstPartyClient, audience, authTime, amr, exchange, thumbprint, claims } = more;
    const common = {
      ...claims,
      sub: user.subject,
      sub_type: 'user',
      epoch: user.epoch,
      sid: sessionId,
      ...(scope === undefined ? {} : { scope }),
    };
    // Watcher clients read `session` (seeds/004: "exp" and "session" are the documented claims).
    if (profile === 'watcher') return this.sign(profile, grant, seconds, { ...common, session: sessionId });
    return this.sign(profile, grant, seconds, {
      ...common,
      ...(audience === undefined ? {} : { aud: audience }),
      // RFC 9068 §2.2 requires it.
      client_id: clientId,
      ...authenticationClaims(authTime, amr),
      ...claimsOf(exchange),
      ...bound(thumbprint),
    });
  }

  /**
   * @param more.originallyIssuedAt CAM2 v1: when the first token of the chain was issued; a new chain begins without it
   * @param more.claims what a dialect's clients read in its tokens; never a claim that we read ourselves
   */
  forApplication(
    application: ApplicationState,
    profile: Exclude<TokenProfile, 'watcher'>,
    seconds: number,
    more: {
      readonly grant: TokenReason;
      readonly scope?: string;
      readonly originallyIssuedAt?: number;
      /** Another audience than the profile's (RFC 8707). */
      readonly audience?: string | undefined;
      readonly exchange?: Exchange;
      readonly thumbprint?: string | undefined;
      readonly claims?: Readonly<Record<string, string>>;
    },
  ): IssuedToken {
    const claims = {
      ...more.claims,
      sub: application.clientId,
      sub_type: 'application',
      client_id: application.clientId,
      epoch: application.epoch,
      ...(more.scope === undefined ? {} : { scope: more.scope }),
      ...(more.audience === undefined ? {} : { aud: more.audience }),
      ...claimsOf(more.exchange),
      ...bound(more.thumbprint),
    };
    if (profile !== 'cam2') return this.sign(profile, more.grant, seconds, claims);
    return this.sign(profile, more.grant, seconds, {
      ...claims,
      // CAM2 clients read these two (spec/decisions.md, "what is in the token"); we never do.
      id: application.clientId,
      level: application.level === 'admin' ? 'Admin' : 'Basic',
      orig_iat: more.originallyIssuedAt ?? this.clock.seconds(),
    });
  }

  private sign(
    profile: TokenProfile,
    grant: TokenReason,
    seconds: number,
    claims: Readonly<Record<string, unknown>>,
  ): IssuedToken {
    const { type, audience, maximumSeconds } = this.rules[profile];
    const expiresInSeconds = Math.min(seconds, maximumSeconds);
    const iat = this.clock.seconds();
    const { kid, key } = this.keys.current();
    const accessToken = signCompact(
      { alg: 'ES256', typ: type, kid },
      {
        iss: this.issuer,
        aud: audience,
        iat,
        exp: iat + expiresInSeconds,
        jti: this.identifiers.next(),
        ...claims,
      },
      key,
    );
    this.issued.count(profile, grant);
    return { accessToken, expiresInSeconds };
  }
}

function claimsOf(exchange: Exchange | undefined): Readonly<Record<string, unknown>> {
  if (exchange === undefined) return {};
  const { exchanged, cameras } = exchange;
  return { exchanged, ...(cameras === undefined ? {} : { cameras }) };
}

function bound(thumbprint: string | undefined): Readonly<Record<string, unknown>> {
  return thumbprint === undefined ? {} : { cnf: { jkt: thumbprint } };
}
