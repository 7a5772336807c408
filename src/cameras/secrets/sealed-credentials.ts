import { Vault, VaultError } from '#config';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../json-value.js';
import { matchSecrets, secretOf, type SplitUrls, type UrlSecret, type Urls } from './camera-secrets.js';
import { type CameraCredentials, sameServer } from './credentials.js';
import { parseUrl } from './parse-url.js';
import type { SecretLocation } from './secret-location.js';

/** A camera's further URLs, in order, with their logins. */
export interface FurtherSecrets {
  /** The secrets of all its other values. */
  readonly locations: readonly SecretLocation[];
  /** Of the first input, whose login is the camera's own; undefined where the inputs follow from the URLs. */
  readonly first?: UrlSecret | undefined;
  readonly others: readonly UrlSecret[];
}

/** Where a camera led before, and what was sealed then. */
export interface SealedBefore extends Urls {
  readonly ip: string | null;
  /** Of its first input. */
  readonly firstUrl: string | undefined;
  readonly sealed: string | null;
}

/** What is sealed: the camera's own login, and what belongs to its further URLs. */
interface Content extends Partial<CameraCredentials> {
  readonly others?: readonly UrlSecret[];
  /** What else is secret about it, and where it belongs; the key is part of what is stored. */
  readonly places?: readonly SecretLocation[];
}

/** Older versions sealed the secret options of an input here as a whole. */
interface OlderSecret extends UrlSecret {
  readonly options: JsonObject;
}

/** The secrets that an older version sealed with a camera. */
export interface OlderSecrets {
  readonly locations: readonly SecretLocation[];
  /** Of the input with this URL. */
  options(url: string): JsonObject | undefined;
  seal(found: CameraCredentials | undefined, locations: readonly SecretLocation[]): string | null;
}

/** Seals cameras' logins, split off their URLs at each write, bound to the camera's name (R-ENC). */
@Injectable()
export class SealedCredentials {
  constructor(private readonly vault: Vault) {}

  /** The camera's own login; undefined where it has none, or it was sealed with another master secret. */
  own(name: string, sealed: string | null): CameraCredentials | undefined {
    return sealed === null ? undefined : ownOf(this.open(name, sealed));
  }

  /**
   * The secrets that an older version sealed with a camera, and how to seal them together with those it stored in plain;
   * undefined where they were sealed with another master secret.
   */
  before(name: string, sealed: string | null): OlderSecrets | undefined {
    const content = sealed === null ? {} : this.open(name, sealed);
    if (!content) return undefined;
    const { others = [], places = [] } = content;
    const kept = others.map(({ url, credentials }) => secretOf(url, credentials)).filter(hasSecret);
    return {
      locations: places,
      options: (url) => others.find((one): one is OlderSecret => one.url === url && 'options' in one)?.options,
      seal: (found, anew) => this.seal(name, contentOf(ownOf(content) ?? found, kept, anew), content, sealed),
    };
  }

  /** The secrets of its values; none where they were sealed with another master secret. */
  locations(name: string, sealed: string | null): readonly SecretLocation[] {
    return (sealed === null ? undefined : this.open(name, sealed))?.places ?? [];
  }

  /** Replaces the camera's own login; those of its further inputs stay. */
  replaceOwn(name: string, sealed: string | null, own: CameraCredentials | undefined): string | null {
    const content = (sealed === null ? undefined : this.open(name, sealed)) ?? {};
    return this.seal(name, contentOf(own, content.others ?? [], content.places ?? []), content, sealed);
  }

  /**
   * The sealed text after a write. URLs without credentials keep the camera's, unless they lead to another server, which
   * must not get them.
   */
  update(
    name: string,
    { urls, credentials }: SplitUrls,
    further: FurtherSecrets,
    before?: SealedBefore,
  ): string | null {
    const { first, others, locations } = further;
    const old = before?.sealed ?? null;
    const listed = first ? [first, ...others] : others;
    const brings = credentials !== undefined || locations.length > 0 || listed.some(hasSecret);
    if (old === null && !brings) return null;
    const content = old === null ? {} : this.open(name, old);
    const moved = before !== undefined && movedAway(before, urls);
    // A text that cannot be opened stays until it is replaced: the right master secret may come back.
    if (!content && !brings) return moved ? null : old;
    const own = ownOf(content);
    const firstUrl = before?.firstUrl;
    const ofFirst = own && firstUrl !== undefined ? { url: firstUrl, credentials: own } : undefined;
    const matched = matchSecrets(listed, content?.others ?? [], ofFirst);
    const promoted = first && first.url !== firstUrl ? matched[0]?.credentials : undefined;
    const login = credentials ?? promoted ?? (moved ? undefined : own);
    // The first input's login is the camera's own; only its other secrets are stored beside it.
    const kept = matched.map((secret, index) => (first && index === 0 ? withoutLogin(secret) : secret));
    return this.seal(name, contentOf(login, kept.filter(hasSecret), locations), content ?? {}, old);
  }

  /** Sealing the same content again gives another text, and an unchanged camera must not look changed. */
  private seal(name: string, content: Content, before: Content, old: string | null): string | null {
    if (Object.keys(content).length === 0) return null;
    // The sealed content was JSON, so JSON is compared.
    if (old !== null && isDeepStrictEqual(JSON.parse(JSON.stringify(content)), before)) return old;
    return this.vault.seal(JSON.stringify(content), locationOf(name));
  }

  private open(name: string, sealed: string): Content | undefined {
    try {
      // The border where our own sealed text becomes a type again.
      return JSON.parse(this.vault.open(sealed, locationOf(name))) as Content;
    } catch (error) {
      if (error instanceof VaultError) return undefined;
      throw error;
    }
  }
}

/** Where the sealed text may be opened: in the row of this camera. */
function locationOf(name: string): string {
  return `cameras.credentials_sealed:${name}`;
}

function contentOf(
  own: CameraCredentials | undefined,
  others: readonly UrlSecret[],
  locations: readonly SecretLocation[],
): Content {
  return {
    ...(own ? { login: own.login, password: own.password } : {}),
    ...(others.length === 0 ? {} : { others }),
    ...(locations.length === 0 ? {} : { places: locations }),
  };
}

function ownOf(content: Content | undefined): CameraCredentials | undefined {
  if (content?.login === undefined || content.password === undefined) return undefined;
  return { login: content.login, password: content.password };
}

function hasSecret({ credentials }: UrlSecret): boolean {
  return credentials !== undefined;
}

function withoutLogin({ credentials: _credentials, ...secret }: UrlSecret): UrlSecret {
  return secret;
}

/** Whether a new URL leads to a server that none of the camera's URLs led to before, nor its address. */
function movedAway(before: SealedBefore, now: Urls): boolean {
  const watched = ['streamUrl', 'snapshotUrl'] as const;
  const known = watched.map((field) => before[field]).filter((url) => url !== null);
  return watched
    .map((field) => now[field])
    .some(
      (url) =>
        url !== null &&
        !known.some((old) => old === url || sameServer(old, url)) &&
        parseUrl(url)?.hostname !== (before.ip ?? undefined),
    );
}
