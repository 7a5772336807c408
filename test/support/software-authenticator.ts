import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

interface Credential {
  readonly id: Buffer;
  readonly key: KeyObject;
  readonly userHandle: string;
}

/** What a test makes wrong on purpose. */
export interface Ceremony {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Whether the authenticator checked that it is its owner. */
  readonly verified?: boolean;
  /** Signatures so far; left out: the next one. */
  readonly counter?: number;
  /** A person as the authenticator would name them, by `sub`. */
  readonly userHandle?: string;
  readonly attestation?: Buffer;
}

export interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string; readonly name: string };
  readonly excludeCredentials: readonly { readonly id: string }[];
}

export interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
  readonly userVerification: string;
  readonly allowCredentials?: readonly { readonly id: string }[];
}

/** A passkey in memory with its browser, after WebAuthn Level 3 §6: ES256, attestation `none`. */
export class SoftwareAuthenticator {
  private credential: Credential | undefined;
  private counter = 0;

  constructor(private readonly origin: string) {}

  /** What `navigator.credentials.create()` gives, as JSON. */
  create(options: CreationOptions, wrong: Ceremony = {}): Record<string, unknown> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.credential ??= { id: randomBytes(32), key: privateKey, userHandle: options.user.id };
    const { id } = this.credential;
    const coseKey = Buffer.concat([
      Buffer.from('a501020326200121', 'hex'),
      bytes(Buffer.from(x, 'base64url')),
      Buffer.from('22', 'hex'),
      bytes(Buffer.from(y, 'base64url')),
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const data = Buffer.concat([
      this.data(wrong.rpId ?? options.rp.id, 0x40, wrong),
      Buffer.alloc(16),
      length,
      id,
      coseKey,
    ]);
    const attestation =
      wrong.attestation ?? Buffer.concat([text('fmt'), text('none'), text('attStmt'), Buffer.from('a0', 'hex')]);
    const attestationObject = Buffer.concat([Buffer.from('a3', 'hex'), attestation, text('authData'), bytes(data)]);
    return this.answer('webauthn.create', wrong.challenge ?? options.challenge, wrong, {
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** What `navigator.credentials.get()` gives, as our script sends it. */
  get(options: RequestOptions, wrong: Ceremony = {}): string {
    if (this.credential === undefined) throw new Error('no credential');
    this.counter += 1;
    const data = this.data(wrong.rpId ?? options.rpId, 0, wrong);
    const answer = this.answer('webauthn.get', wrong.challenge ?? options.challenge, wrong, {
      authenticatorData: data.toString('base64url'),
      userHandle:
        wrong.userHandle === undefined
          ? this.credential.userHandle
          : Buffer.from(wrong.userHandle).toString('base64url'),
    });
    const clientData = Buffer.from(String(answer.response['clientDataJSON']), 'base64url');
    const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
    const signature = sign('sha256', signed, this.credential.key).toString('base64url');
    return JSON.stringify({ ...answer, response: { ...answer.response, signature } });
  }

  private answer(
    type: string,
    challenge: string,
    { origin = this.origin }: Ceremony,
    response: Readonly<Record<string, unknown>>,
  ): { id: string; rawId: string; type: string; response: Record<string, unknown> } {
    const id = this.credential?.id.toString('base64url') ?? '';
    const clientDataJSON = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString(
      'base64url',
    );
    return { id, rawId: id, type: 'public-key', response: { ...response, clientDataJSON } };
  }

  private data(rpId: string, flags: number, { verified = true, counter = this.counter }: Ceremony): Buffer {
    const end = Buffer.alloc(5);
    end.writeUInt8(flags | 0x01 | (verified ? 0x04 : 0));
    end.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), end]);
  }
}

/** CBOR (RFC 8949 §3.1). */
export function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

export function bytes(value: Buffer): Buffer {
  const head = value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from(head), value]);
}
