import { DomainError } from '#errors';
import { OutboundError, OutboundHttp } from '#outbound';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, Config } from '#config';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ApplicationState } from '../accounts/account-state.js';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import { ApplicationsService } from '../accounts/applications.service.js';
import { readClientDocument } from './client-document.js';

const patienceMilliseconds = 5_000;
/** The draft proposes 5 kB (§8.7). */
const longestDocument = 5_120;
const shortestSeconds = 300;
const usualSeconds = 3_600;
const longestSeconds = 86_400;
const fetchesAtOnce = 16;
const fetchesPerMinute = 120;
const fetchesOfHostPerMinute = 20;

/**
 * Clients whose id is the address of a document that describes them (draft-ietf-oauth-client-id-metadata-document-02). The
 * document is fetched by the rules of `outbound`, and its client becomes a row of `applications`, so that sessions, consents
 * and revocation know no difference. Errors are not remembered, but a host is asked only so often.
 */
@Injectable()
export class ClientDocumentStore {
  private readonly logger = new Logger('ClientDocuments');
  private readonly hosts: ReadonlySet<string>;
  private readonly fetching = new Map<string, Promise<ApplicationState | undefined>>();
  private readonly all = new RateLimiterMemory({ points: fetchesPerMinute, duration: 60 });
  private readonly ofHost = new RateLimiterMemory({ points: fetchesOfHostPerMinute, duration: 60 });

  constructor(
    private readonly http: OutboundHttp,
    private readonly applications: ApplicationsService,
    private readonly states: AccountStateReader,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.hosts = new Set(config.clientMetadataHosts);
  }

  /**
   * The client that a document describes; undefined for one that is not accepted here, or whose document cannot be used now.
   * @param known the row that an earlier reading left
   * @param age `fresh`: no older than its host allows; `any`: what is known will do
   */
  async find(
    url: URL,
    known: ApplicationState | undefined,
    age: 'fresh' | 'any',
  ): Promise<ApplicationState | undefined> {
    if (!this.hosts.has(url.host) && !this.hosts.has('*')) return undefined;
    const expiresAt = known?.documentExpiresAt;
    const isFresh = expiresAt !== undefined && expiresAt > this.clock.now();
    if (known !== undefined && (known.revoked || isFresh || age === 'any')) return known;
    const fetching = this.fetching.get(url.href);
    if (fetching !== undefined) return fetching;
    if (this.fetching.size >= fetchesAtOnce) return undefined;
    const fetched = this.fetch(url).finally(() => this.fetching.delete(url.href));
    this.fetching.set(url.href, fetched);
    return fetched;
  }

  private async fetch(url: URL): Promise<ApplicationState | undefined> {
    try {
      await this.ofHost.consume(url.host);
      await this.all.consume('all');
    } catch {
      this.logger.warn(`The document ${url.href} is not fetched: too many are.`);
      return undefined;
    }
    try {
      const { status, headers, body } = await this.http.exchange(url.href, {
        method: 'GET',
        headers: { accept: 'application/json' },
        milliseconds: patienceMilliseconds,
        longestBody: longestDocument,
        // Anybody can name any host: only one that an operator named may lie in ALLOWED_NETWORKS.
        publicOnly: !this.hosts.has(url.host),
      });
      // A redirect is an error, too (§5).
      if (status !== 200) throw new DomainError('account.invalid', `metadata document: status ${status}`);
      const document = readClientDocument(url, headers.get('content-type'), body);
      const seconds = secondsToKeep(headers.get('cache-control'));
      const expiresAt = new Date(this.clock.now().getTime() + seconds * 1000);
      await this.applications.describe(url.href, document, expiresAt);
      return await this.states.rereadApplication(url.href);
    } catch (error) {
      if (!(error instanceof OutboundError) && !(error instanceof DomainError)) throw error;
      this.logger.warn(`The document ${url.href} cannot be used: ${error.message}`);
      return undefined;
    }
  }
}

/** By `Cache-Control` (RFC 9111 §5.2.2), within bounds: a sign-in of several pages reads it once. */
export function secondsToKeep(cacheControl: string | undefined): number {
  const directives = (cacheControl ?? '').toLowerCase().split(',').slice(0, 20);
  const words = directives.map((directive) => directive.trim());
  if (words.includes('no-store') || words.includes('no-cache')) return shortestSeconds;
  const [, age] = words.map((word) => /^max-age="?(\d{1,10})"?$/.exec(word)).find((match) => match !== null) ?? [];
  const seconds = age === undefined ? usualSeconds : Number(age);
  return Math.min(Math.max(seconds, shortestSeconds), longestSeconds);
}
