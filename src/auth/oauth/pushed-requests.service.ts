import { DomainError } from '#errors';
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import type { ApplicationState } from '../accounts/account-state.js';
import { digest } from '../accounts/secrets.js';
import { ClientTokensService } from '../client-tokens.service.js';
import type { Origin } from '../credential.js';
import { readAuthorizationRequest } from './authorization-request.js';
import { PushedRequestEntity } from './pushed-request.entity.js';
import { isGrantError, rejectedGrant } from './rejected-grant.js';
import { ResourcesService } from './resources.service.js';

/** RFC 9126 §2.2. */
export interface PushedRequest {
  readonly requestUri: string;
  readonly expiresInSeconds: number;
}

const prefix = 'urn:ietf:params:oauth:request_uri:';
const form = /^[A-Za-z0-9_-]{43}$/;
const lifeSeconds = 90;
/** A person who has opened it takes their time to sign in. */
const openMilliseconds = 900_000;
const retentionMilliseconds = 3_600_000;

/** Authorization requests that clients send themselves before the browser comes (RFC 9126). */
@Injectable()
export class PushedRequestsService {
  constructor(
    @InjectRepository(PushedRequestEntity) private readonly requests: Repository<PushedRequestEntity>,
    private readonly resources: ResourcesService,
    private readonly clientTokens: ClientTokensService,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks a request as the authorization endpoint would, and keeps it. Old ones are deleted along the way.
   * @throws DomainError grant.rejected | scope.invalid | attempts.exceeded
   */
  async push(
    client: ApplicationState,
    parameters: ReadonlyMap<string, string>,
    origin: Origin,
  ): Promise<PushedRequest> {
    if (parameters.has('request_uri')) throw rejectedGrant('invalid_request', 'a request URI inside a request');
    const read = readAuthorizationRequest({ values: parameters, repeated: new Set() }, client);
    if (read.kind === 'unusable') throw rejectedGrant('invalid_request', `unusable: ${read.reason}`);
    if (read.kind === 'rejected') {
      const { error, description } = read.rejection;
      if (error === 'invalid_scope') throw new DomainError('scope.invalid', description);
      throw rejectedGrant(isGrantError(error) ? error : 'invalid_request', description);
    }
    await this.resources.audienceOf(read.request.resource);
    await this.clientTokens.countToken(client, origin);
    const now = this.clock.now().getTime();
    const secret = randomBytes(32).toString('base64url');
    await this.requests
      .createQueryBuilder()
      .delete()
      .where('expires_at < :before', { before: new Date(now - retentionMilliseconds) })
      .execute();
    await this.requests.insert({
      hash: digest(secret),
      applicationId: client.applicationId,
      parameters: Object.fromEntries(parameters),
      expiresAt: new Date(now + lifeSeconds * 1000),
    });
    return { requestUri: prefix + secret, expiresInSeconds: lifeSeconds };
  }

  /** The parameters of a live request of this client; opening it gives the person time. Undefined for anything else. */
  async open(client: ApplicationState, requestUri: string): Promise<ReadonlyMap<string, string> | undefined> {
    const secret = secretIn(requestUri);
    if (secret === undefined) return undefined;
    const now = this.clock.now();
    const [rows] = await this.requests.manager.query<[{ parameters: Record<string, string> }[], number]>(
      `UPDATE pushed_requests SET opened_at = coalesce(opened_at, $3::timestamptz)
       WHERE hash = $1 AND application_id = $2 AND used_at IS NULL
         AND (opened_at > $4::timestamptz OR opened_at IS NULL AND expires_at > $3::timestamptz)
       RETURNING parameters`,
      [digest(secret), client.applicationId, now, new Date(now.getTime() - openMilliseconds)],
    );
    return rows[0] === undefined ? undefined : new Map(Object.entries(rows[0].parameters));
  }

  /** Whether a code may be given for it: of any number of concurrent ones, once. */
  async use(requestUri: string): Promise<boolean> {
    const { affected } = await this.requests
      .createQueryBuilder()
      .update()
      .set({ usedAt: this.clock.now() })
      .where('hash = :hash AND used_at IS NULL', { hash: digest(secretIn(requestUri) ?? '') })
      .execute();
    return affected === 1;
  }
}

function secretIn(requestUri: string): string | undefined {
  const secret = requestUri.startsWith(prefix) ? requestUri.slice(prefix.length) : '';
  return form.test(secret) ? secret : undefined;
}
