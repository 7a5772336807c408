import type { Basis } from '#auth';
import type { DerivedKey } from '#config';
import { createHmac, timingSafeEqual } from 'node:crypto';

export type MediaAction = 'play' | 'publish';

/** The claims of a playback token. The camera is not among them: its name is only in the code at the end. */
export interface PlaybackClaims {
  readonly action: MediaAction;
  readonly userId: number;
  /** Of the user; a new password or disabling raises it, and the token is void. */
  readonly epoch: number;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** How the user had signed in when it was issued; when that session or key ends, the token is void. */
  readonly basis?: Basis | undefined;
}

const form = /^4\.([A-Za-z0-9_-]{68})$/;
const bodyBytes = 35;
const basisKinds: readonly (Basis['kind'] | undefined)[] = [undefined, 'session', 'api-key'];
const codeBytes = 16;
const keyNameBytes = 4;

/**
 * Writes and reads playback tokens: `4.` and, in base64url, the action (1 byte), the name of the key (4), the user (4),
 * the epoch (4), the end in seconds (5), how the user had signed in (its kind, 1, and its id, 16), and 16 bytes of
 * HMAC-SHA-256 over these and the camera's name. Nothing of it is stored, and a token for one camera is not valid for another.
 */
export class PlaybackTokenForm {
  private readonly keyName: Buffer;
  private readonly keys: ReadonlyMap<string, Buffer>;

  /**
   * @param keyId eight hex digits that name the key
   * @param older keys of tokens that are still read
   */
  constructor(
    private readonly key: Buffer,
    keyId: string,
    older: readonly DerivedKey[] = [],
  ) {
    this.keyName = nameOf(keyId);
    this.keys = new Map([...older, { keyId, key }].map((one) => [nameOf(one.keyId).toString('hex'), one.key]));
  }

  write({ action, userId, epoch, expiresAt, basis }: PlaybackClaims, cameraName: string): string {
    const token = Buffer.alloc(bodyBytes + codeBytes);
    token.writeUInt8(action === 'publish' ? 1 : 0, 0);
    this.keyName.copy(token, 1);
    token.writeUInt32BE(userId, 5);
    token.writeUInt32BE(epoch, 9);
    token.writeUIntBE(expiresAt, 13, 5);
    token.writeUInt8(basisKinds.indexOf(basis?.kind), 18);
    token.write(basis?.id.replaceAll('-', '') ?? '', 19, 16, 'hex');
    codeOf(this.key, token.subarray(0, bodyBytes), cameraName).copy(token, bodyBytes, 0, codeBytes);
    return `4.${token.toString('base64url')}`;
  }

  /** The claims, expired or not; undefined when the token is not ours, was altered, or is for another camera. */
  read(text: string, cameraName: string): PlaybackClaims | undefined {
    const [, encoded = ''] = form.exec(text) ?? [];
    const token = Buffer.from(encoded, 'base64url');
    if (token.length !== bodyBytes + codeBytes) return undefined;
    const action = token.readUInt8(0);
    const key = this.keys.get(token.toString('hex', 1, 5));
    if (action > 1 || key === undefined) return undefined;
    const code = codeOf(key, token.subarray(0, bodyBytes), cameraName).subarray(0, codeBytes);
    if (!timingSafeEqual(code, token.subarray(bodyBytes))) return undefined;
    return {
      action: action === 1 ? 'publish' : 'play',
      userId: token.readUInt32BE(5),
      epoch: token.readUInt32BE(9),
      expiresAt: token.readUIntBE(13, 5),
      basis: basisIn(token),
    };
  }
}

function nameOf(keyId: string): Buffer {
  return Buffer.from(keyId, 'hex').subarray(0, keyNameBytes);
}

function codeOf(key: Buffer, body: Buffer, cameraName: string): Buffer {
  return createHmac('sha256', key).update(body).update(cameraName, 'utf8').digest();
}

function basisIn(token: Buffer): Basis | undefined {
  const kind = basisKinds[token.readUInt8(18)];
  const id = token.toString('hex', 19, 35);
  if (kind === undefined) return undefined;
  return { kind, id: kind === 'session' ? id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : id };
}

/** Whether a text looks like a playback token, ours or not. */
export function looksLikePlaybackToken(text: string): boolean {
  return form.test(text);
}
