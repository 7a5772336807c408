import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import type { ApplicationState } from '../accounts/account-state.js';
import { ClientSecretVerifier } from '../accounts/client-secret.verifier.js';
import type { Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import type { DpopProof } from '../tokens/dpop-proof.js';
import { DpopVerifier } from '../tokens/dpop.verifier.js';
import { ClientAssertionVerifier } from './client-assertion.verifier.js';
import { ClientDirectory } from './client-directory.js';

/** How a client presents itself (RFC 6749 §2.3). */
export type PresentedClient =
  | { readonly method: 'none'; readonly clientId: string }
  | { readonly method: 'basic' | 'post'; readonly clientId: string; readonly clientSecret: string }
  /** `clientId` undefined: the assertion alone names the client (RFC 7521 §4.2). */
  | { readonly method: 'private_key_jwt'; readonly clientId: string | undefined; readonly assertion: string };

/** A client, and the key that it proved to hold. */
export interface ClientWithKey {
  readonly client: ApplicationState;
  /** RFC 7638; undefined: the request has no proof. */
  readonly thumbprint: string | undefined;
}

/** Authenticates OAuth clients, each by the one method that it is registered for. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly secrets: ClientSecretVerifier,
    private readonly assertions: ClientAssertionVerifier,
    private readonly proofs: DpopVerifier,
    private readonly clients: ClientDirectory,
    private readonly throttle: ClientThrottle,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError client.wrong | attempts.exceeded */
  async authenticate(presented: PresentedClient, origin: Origin): Promise<ApplicationState> {
    if (presented.method === 'none') return this.identify(presented.clientId, origin);
    if (presented.method === 'private_key_jwt')
      return this.assertions.verify(presented.assertion, presented.clientId, origin);
    const client = await this.secrets.verify(presented.clientId, presented.clientSecret, origin);
    const { authMethod } = client.registration;
    if (authMethod !== undefined && authMethod !== presented.method) throw this.fail(client.clientId, 'method', origin);
    return client;
  }

  /**
   * The client of a request that may carry a DPoP proof. The proof is judged first, so that one that lacks its nonce uses
   * nothing up, not even an assertion; it counts as used after the client, so that nobody else can fill that table.
   * @throws DomainError client.wrong | attempts.exceeded | grant.rejected (invalid_dpop_proof, use_dpop_nonce)
   */
  async authenticateWithKey(
    presented: PresentedClient,
    proof: DpopProof | undefined,
    origin: Origin,
  ): Promise<ClientWithKey> {
    const judged = proof && this.proofs.judge(proof);
    const client = await this.authenticate(presented, origin);
    return { client, thumbprint: judged && (await this.proofs.use(judged)) };
  }

  /** Whether this id is registered, however the client authenticates. */
  async isRegistered(clientId: string): Promise<boolean> {
    return (await this.clients.find(clientId, 'any')) !== undefined;
  }

  /** A public client only names itself; one that has a secret must not do without (RFC 6749 §3.2.1). */
  private async identify(clientId: string, origin: Origin): Promise<ApplicationState> {
    await this.throttle.assertClientAllowed(clientId, origin.ip);
    const client = await this.clients.find(clientId, 'any');
    if (client !== undefined && !client.revoked && client.registration.authMethod === 'none') return client;
    await this.throttle.clientFailed(clientId, origin.ip);
    throw this.fail(client?.clientId, client === undefined ? 'unknown' : 'secret', origin);
  }

  private fail(clientId: string | undefined, reason: string, origin: Origin): DomainError {
    const subject = clientId === undefined ? undefined : `client:${clientId}`;
    this.audit.record({ event: 'authn_login_fail', subject, origin, reason });
    return new DomainError('client.wrong', reason);
  }
}
