import { Vault, VaultError } from '#config';
import { Injectable } from '@nestjs/common';
import { CameraError } from '../cameras.errors.js';
import type { CameraValues } from './camera-values.js';
import { type CameraCredentials, sameServer, splitReference, splitUrl } from './credentials.js';

const urlFields = ['streamUrl', 'snapshotUrl', 'pageUrl', 'sourceUrl'] as const;
type Urls = { readonly [K in (typeof urlFields)[number]]: string | null };

/** URLs as they are stored and shown, with what was split off them sealed. */
export type SafeUrls = Urls & Pick<CameraValues, 'credentialsSealed'>;

/** Keeps what cameras ask for: split off their URLs on the way in, sealed, bound to the camera's name (R-ENC). */
@Injectable()
export class SealedCredentials {
  constructor(private readonly vault: Vault) {}

  /**
   * URLs that bring no credentials keep the camera's, unless they lead to another server, which must not be sent them.
   * @throws CameraError camera.invalid when two URLs bring different ones: a camera has one login
   */
  take(name: string, urls: Urls, before: (Urls & { readonly sealed: string | null }) | undefined): SafeUrls {
    const { streamUrl, snapshotUrl, pageUrl, sourceUrl } = urls;
    const safe: { -readonly [K in keyof Urls]: string | null } = { streamUrl, snapshotUrl, pageUrl, sourceUrl };
    let brought: CameraCredentials | undefined;
    for (const field of urlFields) {
      const given = urls[field];
      if (given === null) continue;
      const { url, credentials } = field === 'sourceUrl' ? splitReference(given) : splitUrl(given);
      safe[field] = url;
      if (!credentials) continue;
      if (brought && !same(brought, credentials))
        throw new CameraError('camera.invalid', 'two URLs with different credentials', field);
      brought = credentials;
    }
    return { ...safe, credentialsSealed: this.sealed(name, brought, safe, before) };
  }

  private sealed(
    name: string,
    brought: CameraCredentials | undefined,
    urls: Urls,
    before: (Urls & { readonly sealed: string | null }) | undefined,
  ): string | null {
    const old = before?.sealed ?? null;
    if (!brought) return old !== null && before && movedAway(before, urls) ? null : old;
    // Sealing the same again gives another text; what did not change must not look changed.
    if (old !== null && same(this.open(name, old), brought)) return old;
    return this.vault.seal(JSON.stringify({ login: brought.login, password: brought.password }), this.place(name));
  }

  private open(name: string, sealed: string): CameraCredentials | undefined {
    try {
      // The border where our own sealed text becomes a type again.
      return JSON.parse(this.vault.open(sealed, this.place(name))) as CameraCredentials;
    } catch (error) {
      if (error instanceof VaultError) return undefined;
      throw error;
    }
  }

  private place(name: string): string {
    return `cameras.credentials_sealed:${name}`;
  }
}

function same(one: CameraCredentials | undefined, other: CameraCredentials): boolean {
  return one?.login === other.login && one.password === other.password;
}

/** Whether a new URL leads to a server that none of the camera's URLs led to before. */
function movedAway(before: Urls, now: Urls): boolean {
  const watched = ['streamUrl', 'snapshotUrl'] as const;
  const known = watched.map((field) => before[field]).filter((url) => url !== null);
  return watched
    .map((field) => now[field])
    .some((url) => url !== null && !known.some((old) => old === url || sameServer(old, url)));
}
