import { Config, Vault } from '#config';
import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import * as client from 'openid-client';
import { Repository } from 'typeorm';
import { ExternalSessionEntity } from './external-session.entity.js';
import { type ClaimsOfPerson, claimsOfProof } from './external-claims.js';
import { IdentityProviderEntity } from './identity-provider.entity.js';
import { isProviderName } from './identity-provider.js';
import { ProviderConnection } from './provider-connection.js';

const longestIdToken = 16_384;

/** What is kept of a sign-in at a provider beside the session that began with it. */
interface Carried {
  readonly providerId: number;
  readonly idToken: string | null;
  readonly subject: string;
  readonly sid: string | null;
  readonly acr: string | null;
  readonly amr: readonly string[];
}

/** Which browser sessions began at a provider, so that signing out here can go on to signing out there. */
@Injectable()
export class ExternalSessionStore {
  private readonly logger = new Logger('ExternalSessions');

  constructor(
    @InjectRepository(ExternalSessionEntity) private readonly sessions: Repository<ExternalSessionEntity>,
    @InjectRepository(IdentityProviderEntity) private readonly providers: Repository<IdentityProviderEntity>,
    private readonly connection: ProviderConnection,
    private readonly vault: Vault,
    private readonly config: Config,
  ) {}

  /** What `keep` needs when the session begins, which may be after a page that asks for a second factor. */
  carry({ id }: IdentityProviderEntity, person: ClaimsOfPerson): string {
    const { acr, amr, sid } = claimsOfProof(person);
    const idToken = person.idToken.length > longestIdToken ? null : person.idToken;
    const carried: Carried = { providerId: id, idToken, subject: person.sub, sid: sid ?? null, acr: acr ?? null, amr };
    return JSON.stringify(carried);
  }

  /** @param carried as `carry` made it */
  async keep({ sessionId, carried }: { readonly sessionId: string; readonly carried: string }): Promise<void> {
    // The border: only `carry` makes this text.
    const { idToken, amr, ...row } = JSON.parse(carried) as Carried;
    const idTokenSealed = idToken === null ? null : this.vault.seal(idToken, placeOf(sessionId));
    await this.sessions.upsert({ ...row, sessionId, idTokenSealed, amr: [...amr] }, ['sessionId']);
  }

  /**
   * Where a browser whose session has ended goes to end the provider's, too (OpenID Connect RP-Initiated Logout): once.
   * @param next where the person goes on to after that, already checked; undefined: they stay here
   * @returns undefined where the session did not begin at a provider, or the provider has no such address or does not answer
   */
  async signOutAddress(sessionId: string, next: string | undefined): Promise<string | undefined> {
    const session = await this.sessions.findOneBy({ sessionId });
    if (session === null) return undefined;
    await this.sessions.delete({ sessionId });
    const provider = await this.providers.findOneBy({ id: session.providerId, enabled: true });
    if (provider === null) return undefined;
    try {
      const configuration = await this.connection.open(provider);
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return client.buildEndSessionUrl(configuration, {
        ...(session.idTokenSealed === null
          ? { client_id: provider.clientId }
          : { id_token_hint: this.vault.open(session.idTokenSealed, placeOf(sessionId)) }),
        post_logout_redirect_uri: `${this.config.publicUrl}/oauth/external/${provider.name}/signed-out`,
        ...(next === undefined ? {} : { state: this.vault.seal(next, nextPlace) }),
      }).href;
    } catch (error) {
      this.logger.warn(`The provider ${provider.name} was not asked to sign somebody out: ${String(error)}`);
      return undefined;
    }
  }

  /** One that is enabled. */
  async provider(name: string): Promise<IdentityProviderEntity | undefined> {
    if (!isProviderName(name)) return undefined;
    return (await this.providers.findOneBy({ name, enabled: true })) ?? undefined;
  }

  /** The browser sessions that began with a person's, or with one, session there; each is given once. */
  async take(
    { id }: IdentityProviderEntity,
    { subject, sid }: { readonly subject: string | undefined; readonly sid: string | undefined },
  ): Promise<readonly string[]> {
    const [rows] = await this.sessions.query<[{ readonly id: string }[], number]>(
      `DELETE FROM external_sessions WHERE provider_id = $1 AND ($2::text IS NULL OR subject = $2)
         AND ($3::text IS NULL OR sid = $3) RETURNING session_id AS id`,
      [id, subject ?? null, sid ?? null],
    );
    return rows.map((row) => row.id);
  }

  /** Where a person goes on to who comes back from signing out there; undefined for a state that is not ours. */
  nextOf(state: string | undefined): string | undefined {
    if (state === undefined || state.length > 8192) return undefined;
    try {
      return this.vault.open(state, nextPlace);
    } catch {
      return undefined;
    }
  }
}

/** Sealed texts of this place are made here only: an address in one was checked when it was made. */
const nextPlace = 'external sign-out: next';

function placeOf(sessionId: string): string {
  return `external_sessions.id_token_sealed:${sessionId}`;
}
