import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock, Config } from '#config';
import type { ApplicationState } from '../accounts/account-state.js';
import type { Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import { type ForeignJwt, isSignedBy, keyFor, readForeignJwt, textClaim, timeClaim } from '../tokens/foreign-jwt.js';
import { ClientDirectory } from './client-directory.js';
import { UsedIdentifiers } from './used-identifiers.js';

/** An hour: some libraries (Authlib) choose it; the RFC leaves the limit to us. An assertion counts once anyway. */
const longestSeconds = 3600;
const skewSeconds = 60;
const types: readonly unknown[] = [undefined, 'JWT', 'jwt', 'client-authentication+jwt'];

/** Authenticates clients by a JWT that they signed with a registered key (`private_key_jwt`, RFC 7523 §3). */
@Injectable()
export class ClientAssertionVerifier {
  private readonly audiences: readonly unknown[];

  constructor(
    private readonly clients: ClientDirectory,
    private readonly used: UsedIdentifiers,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
    { publicUrl }: Config,
  ) {
    this.audiences = [publicUrl, `${publicUrl}/oauth/token`];
  }

  /**
   * @param clientId what the request names beside the assertion; undefined: nothing
   * @throws DomainError client.wrong | attempts.exceeded
   */
  async verify(assertion: string, clientId: string | undefined, origin: Origin): Promise<ApplicationState> {
    const jwt = readForeignJwt(assertion);
    const named = jwt && textClaim(jwt, 'sub');
    if (jwt === undefined || named === undefined) throw await this.fail(clientId, 'assertion.unreadable', origin);
    await this.throttle.assertClientAllowed(named, origin.ip);
    if (clientId !== undefined && clientId !== named) throw await this.fail(named, 'assertion.client', origin);
    const client = await this.clients.find(named, 'fresh');
    if (client === undefined || client.revoked) throw await this.fail(named, 'unknown', origin);
    if (client.registration.authMethod !== 'private_key_jwt') throw await this.fail(named, 'method', origin);
    const key = keyFor(jwt, client.registration.jwks);
    if (key === undefined || !isSignedBy(jwt, key)) throw await this.fail(named, 'assertion.signature', origin);
    const wrong = this.wrongClaim(jwt);
    if (wrong !== undefined) throw await this.fail(named, `assertion.${wrong}`, origin);
    // Last, so that nobody but the client can use an identifier up.
    const expiresAt = (timeClaim(jwt, 'exp') ?? 0) + skewSeconds;
    if (!(await this.used.isFirstUse('assertion', named, textClaim(jwt, 'jti') ?? '', expiresAt)))
      throw await this.fail(named, 'assertion.replayed', origin);
    await this.throttle.clientSucceeded(named, origin.ip);
    return client;
  }

  /** RFC 7523 §3. The audience is ours alone: with others beside us, one of them could present it here. */
  private wrongClaim(jwt: ForeignJwt): string | undefined {
    const now = this.clock.seconds();
    const { iss, sub, aud, iat, nbf } = jwt.payload;
    if (!types.includes(jwt.header['typ'])) return 'typ';
    if (iss !== sub) return 'iss';
    const audience: unknown = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
    if (!this.audiences.includes(audience)) return 'aud';
    const exp = timeClaim(jwt, 'exp');
    if (exp === undefined || exp <= now - skewSeconds || exp > now + longestSeconds + skewSeconds) return 'exp';
    if (iat !== undefined && (timeClaim(jwt, 'iat') ?? Infinity) > now + skewSeconds) return 'iat';
    if (nbf !== undefined && (timeClaim(jwt, 'nbf') ?? Infinity) > now + skewSeconds) return 'nbf';
    return textClaim(jwt, 'jti') === undefined ? 'jti' : undefined;
  }

  private async fail(clientId: string | undefined, reason: string, origin: Origin): Promise<DomainError> {
    await this.throttle.clientFailed(clientId ?? '', origin.ip);
    const known = clientId !== undefined && reason !== 'unknown';
    this.audit.record({
      event: 'authn_login_fail',
      subject: known ? `client:${clientId.slice(0, 100)}` : undefined,
      origin,
      reason,
    });
    return new DomainError('client.wrong', reason);
  }
}
