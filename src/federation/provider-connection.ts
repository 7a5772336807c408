import { Clock, Vault } from '#config';
import { OutboundHttp } from '#outbound';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import * as client from 'openid-client';
import type { IdentityProviderEntity } from './identity-provider.entity.js';
import { isUnencrypted } from './identity-provider.js';
import { placeOf } from './identity-providers.service.js';

const metadataMilliseconds = 3_600_000;
const keysMilliseconds = 60_000;
const requestMilliseconds = 5_000;
const longestAnswer = 512 * 1024;
const clockToleranceSeconds = 30;
/** A response with one of these has no body. */
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);
/** With a symmetric algorithm or none, whoever knows the client secret, or nobody, would have signed an ID token. */
const symmetric = /^(?:none|HS\d+)$/i;

interface Known {
  readonly metadata: client.ServerMetadata;
  readonly readAt: number;
}

/** Talks to providers: within the bounds of `outbound`, in 5 s and 512 KiB a request. */
@Injectable()
export class ProviderConnection {
  private readonly known = new LRUCache<string, Known>({ max: 100 });
  private readonly keySets = new LRUCache<string, { readonly keys: object; readonly readAt: number }>({ max: 100 });

  constructor(
    private readonly http: OutboundHttp,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * The provider as the library knows it. Its metadata are read when somebody signs in, never at the start, and again after
   * an hour.
   * @throws Error when it cannot be reached, or is not what its issuer says
   */
  async open(provider: IdentityProviderEntity): Promise<client.Configuration> {
    const now = this.clock.now().getTime();
    const key = `${provider.id} ${provider.changedAt.getTime()}`;
    const known = this.known.get(key);
    const metadata =
      known !== undefined && now - known.readAt < metadataMilliseconds ? known.metadata : await this.discover(provider);
    if (metadata !== known?.metadata) this.known.set(key, { metadata, readAt: now });
    const configuration = new client.Configuration(
      metadata,
      provider.clientId,
      {
        [client.clockSkew]: Math.round((now - Date.now()) / 1000),
        [client.clockTolerance]: clockToleranceSeconds,
      },
      this.authentication(provider, metadata),
    );
    configuration[client.customFetch] = (url, options) => this.fetch(url, options);
    if (isUnencrypted(provider.issuer)) client.allowInsecureRequests(configuration);
    // Else the library trusts the connection and does not look at the signature of ID tokens.
    client.enableNonRepudiationChecks(configuration);
    return configuration;
  }

  /**
   * Its keys (JWK Set), at most a minute old: whoever sends forged tokens makes no more requests than that.
   * @throws Error when they cannot be read
   */
  async keysOf(provider: IdentityProviderEntity): Promise<object> {
    const now = this.clock.now().getTime();
    const key = `${provider.id} ${provider.changedAt.getTime()}`;
    const known = this.keySets.get(key);
    if (known !== undefined && now - known.readAt < keysMilliseconds) return known.keys;
    const { jwks_uri: address } = (await this.open(provider)).serverMetadata();
    if (address === undefined) throw new Error('no jwks_uri');
    const response = await this.fetch(address, {
      method: 'GET',
      headers: { accept: 'application/json' },
      body: undefined,
    });
    const keys: unknown = response.ok ? await response.json() : undefined;
    if (typeof keys !== 'object' || keys === null) throw new Error('no keys');
    this.keySets.set(key, { keys, readAt: now });
    return keys;
  }

  /** Whoever proves who they are from now on does so after that, by any clock that we accept; seconds since 1970. */
  earliestProof(): number {
    return Math.floor(this.clock.now().getTime() / 1000) - clockToleranceSeconds;
  }

  private async discover(provider: IdentityProviderEntity): Promise<client.ServerMetadata> {
    const configuration = await client.discovery(
      new URL(provider.issuer),
      provider.clientId,
      undefined,
      client.None(),
      {
        [client.customFetch]: (url, options) => this.fetch(url, options),
        execute: isUnencrypted(provider.issuer) ? [client.allowInsecureRequests] : [],
      },
    );
    const metadata: client.ServerMetadata = { ...configuration.serverMetadata() };
    const algorithms = metadata.id_token_signing_alg_values_supported?.filter((one) => !symmetric.test(one));
    return { ...metadata, id_token_signing_alg_values_supported: algorithms?.length ? algorithms : ['RS256'] };
  }

  private authentication(provider: IdentityProviderEntity, metadata: client.ServerMetadata): client.ClientAuth {
    if (provider.secretSealed === null) return client.None();
    const secret = this.vault.open(provider.secretSealed, placeOf(provider.name));
    // Basic is what a provider without a list takes (OpenID Connect Discovery §3).
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return methods.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
  }

  private async fetch(
    url: string,
    { method, headers, body }: Pick<client.CustomFetchOptions, 'method' | 'headers' | 'body'>,
  ): Promise<Response> {
    const answer = await this.http.exchange(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      // The border: the library sends forms, as text or URLSearchParams.
      body: body instanceof URLSearchParams ? body.toString() : typeof body === 'string' ? body : undefined,
      milliseconds: requestMilliseconds,
      longestBody: longestAnswer,
    });
    const content = withoutBody.has(answer.status) ? null : new Uint8Array(answer.body);
    return new Response(content, { status: answer.status, headers: [...answer.headers] });
  }
}
