import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { masterSecretsIn } from './master-secrets.js';

const version = 'v1';

/** A sealed text that cannot be opened: another key, another place, or altered. */
export class VaultError extends Error {}

/** A key for one purpose, and the name of the master secret that it comes from. */
export interface DerivedKey {
  readonly keyId: string;
  readonly key: Buffer;
}

/**
 * Seals secrets that must be used again later (signing keys, camera passwords, user keys): AES-256-GCM under a key derived from
 * the master secret, bound to the place where it is stored, so that a sealed text that was moved cannot be opened (R-ENC). Of
 * several master secrets the first seals, and all open.
 */
export class Vault {
  /** Names the secret that seals. */
  readonly keyId: string;
  /** Names the secrets that open, the sealing one first. */
  readonly keyIds: readonly string[];
  private readonly secrets: ReadonlyMap<string, string>;
  private readonly keys: ReadonlyMap<string, Buffer>;

  /** @param masterSecret at least 32 characters; several are separated by commas (`masterSecretsIn`) */
  constructor(masterSecret: string) {
    const secrets = masterSecretsIn(masterSecret);
    this.secrets = new Map(secrets.map((secret) => [keyIdOf(secret), secret]));
    this.keys = new Map([...this.secrets].map(([keyId, secret]) => [keyId, derived(secret, 'vault')]));
    this.keyIds = [...this.keys.keys()];
    this.keyId = this.keyIds[0] ?? '';
  }

  /** A 32-byte key for one purpose, independent of all others; from the sealing secret. */
  derive(purpose: string): Buffer {
    return derived(this.secrets.get(this.keyId) ?? '', purpose);
  }

  /** The same from every secret, the sealing one first: what was made under an older one is still genuine. */
  deriveAll(purpose: string): readonly DerivedKey[] {
    return [...this.secrets].map(([keyId, secret]) => ({ keyId, key: derived(secret, purpose) }));
  }

  /** @param place table, column and row it is stored in, such as `signing_keys.private:<kid>` */
  seal(text: string, place: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keyOf(this.keyId), iv, { authTagLength: 16 });
    cipher.setAAD(bind(place, this.keyId));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [version, this.keyId, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** @throws VaultError when it was sealed under another secret, for another place, or altered */
  open(sealed: string, place: string): string {
    const [form, keyId, iv, text, tag, ...rest] = sealed.split('.');
    if (form !== version || !keyId || !iv || text === undefined || !tag || rest.length > 0)
      throw new VaultError('Not a sealed text.');
    const key = this.keyOf(keyId);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
      decipher.setAAD(bind(place, keyId));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
    } catch {
      throw new VaultError('Altered, or sealed for another place.');
    }
  }

  private keyOf(keyId: string): Buffer {
    const key = this.keys.get(keyId);
    if (key === undefined) throw new VaultError('Sealed under another master secret (CAMGATE_SECRET).');
    return key;
  }
}

function keyIdOf(secret: string): string {
  return derived(secret, 'vault key id').toString('hex').slice(0, 8);
}

function derived(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'camgate', purpose, 32));
}

function bind(place: string, keyId: string): Buffer {
  return Buffer.from(`${place}|${keyId}|${version}`);
}
