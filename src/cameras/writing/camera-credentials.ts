import { DomainError } from '#errors';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { CameraCredentialsChange, CameraCredentialsView, CameraKey } from '../camera.js';
import type { CameraMedia } from '../camera-media.js';
import { readOne } from './camera-locks.js';
import { CameraWriter } from './camera-writer.js';
import type { CameraValues, StoredCamera } from './camera-values.js';
import type { CameraCredentials as Login } from '../secrets/credentials.js';
import { SealedCredentials } from '../secrets/sealed-credentials.js';

const usualPort = 80;
const longest = 255;

/** The login by which a camera is controlled; only those who may change the camera see that it has one. */
@Injectable()
export class CameraCredentials {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly writer: CameraWriter,
    private readonly sealed: SealedCredentials,
  ) {}

  async view(caller: Caller, key: CameraKey): Promise<CameraCredentialsView> {
    const { camera, credentialsSealed } = await readOne(this.dataSource.manager, caller, key);
    const login = this.sealed.own(camera.name, credentialsSealed);
    return {
      login: login && login.login !== '' ? login.login : null,
      port: camera.media.controlPort ?? usualPort,
      hasPassword: login !== undefined && login.password !== '',
    };
  }

  async set(caller: Caller, key: CameraKey, change: CameraCredentialsChange): Promise<CameraCredentialsView> {
    check(change);
    const camera = await this.writer.rewrite(caller, key, (stored) => this.rewritten(stored, change));
    return this.view(caller, { id: camera.id });
  }

  private rewritten(
    { camera, credentialsSealed, media }: StoredCamera,
    { login, password, port }: CameraCredentialsChange,
  ): Partial<CameraValues> {
    const before = this.sealed.own(camera.name, credentialsSealed) ?? { login: '', password: '' };
    const own: Login =
      login === null
        ? { login: '', password: '' }
        : { login: login ?? before.login, password: password === undefined ? before.password : (password ?? '') };
    const isNone = own.login === '' && own.password === '';
    return {
      media: port === undefined ? media : withPort(media, port),
      credentialsSealed: this.sealed.replaceOwn(camera.name, credentialsSealed, isNone ? undefined : own),
    };
  }
}

function withPort({ controlPort: _before, ...media }: CameraMedia, port: number | null): CameraMedia {
  return port === null ? media : { ...media, controlPort: port };
}

/** @throws DomainError camera.invalid (login, password, port) */
function check({ login, password, port }: CameraCredentialsChange): void {
  for (const [field, text] of Object.entries({ login, password }))
    if (text !== undefined && text !== null && !isText(text)) throw invalid(field, `at most ${longest} characters`);
  const isPort = Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535;
  if (port !== undefined && port !== null && !isPort) throw invalid('port', '1 to 65535');
}

function isText(text: unknown): boolean {
  return typeof text === 'string' && text.length <= longest && !text.includes('\0') && text.isWellFormed();
}

function invalid(field: string, expectation: string): DomainError {
  return new DomainError('camera.invalid', `${field}: ${expectation}`, { field });
}
