import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const version = 'v1';

/** A sealed text that cannot be opened: another key, another place, or altered. */
export class VaultError extends Error {}

/**
 * Seals secrets that must be used again later (signing keys, camera passwords, user keys): AES-256-GCM under a key derived from
 * the master secret, bound to the place where it is stored, so that a sealed text that was moved cannot be opened (R-ENC).
 */
export class Vault {
  readonly keyId: string;
  private readonly key: Buffer;

  /** @param masterSecret at least 32 characters */
  constructor(private readonly masterSecret: string) {
    this.key = this.derive('vault');
    this.keyId = this.derive('vault key id').toString('hex').slice(0, 8);
  }

  /** A 32-byte key for one purpose, independent of all others. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.masterSecret, 'camgate', purpose, 32));
  }

  /** @param place table, column and row it is stored in, such as `signing_keys.private:<kid>` */
  seal(text: string, place: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv, { authTagLength: 16 });
    cipher.setAAD(this.bind(place, this.keyId));
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
    if (keyId !== this.keyId) throw new VaultError('Sealed under another master secret (CAMGATE_SECRET).');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
      decipher.setAAD(this.bind(place, keyId));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
    } catch {
      throw new VaultError('Altered, or sealed for another place.');
    }
  }

  private bind(place: string, keyId: string): Buffer {
    return Buffer.from(`${place}|${keyId}|${version}`);
  }
}
