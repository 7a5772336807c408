import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type CameraSelector, permissions, type ScopedKey, type ScopedKeyDraft } from '#auth';
import { InputError } from '../http/input.error.js';
import { type ApiKeyLimitsBody, KeyCamerasBody } from './api-key.dto.js';

const time = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, format: 'date-time', nullable: true, description });

/** An API key; never its secret. */
export class ApiKeyAnswer {
  @ApiProperty({ description: 'Its number.', example: 1 })
  readonly id!: number;

  @ApiProperty({ description: 'For people.', example: 'Lobby display' })
  readonly name!: string;

  @ApiProperty({ description: 'How its secret begins.', example: 'cgk_8V0Z' })
  readonly prefix!: string;

  @ApiProperty({ enum: permissions, isArray: true, nullable: true, description: '`null`: all that its owner may do.' })
  readonly scopes!: readonly string[] | null;

  @ApiProperty({ type: KeyCamerasBody, nullable: true, description: '`null`: all that its owner may see.' })
  readonly cameras!: KeyCamerasBody | null;

  @ApiProperty({ type: [String], description: 'From where it may be presented; none: from everywhere.' })
  readonly networks!: readonly string[];

  @time('When it ends.')
  readonly expires_at!: string | null;

  @time('Until when the secret before the last rotation works, too.')
  readonly previous_expires_at!: string | null;

  @time('When it was last used, within a minute.')
  readonly last_used_at!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'From where.', example: '192.0.2.7' })
  readonly last_used_ip!: string | null;

  @ApiProperty({ format: 'date-time', description: 'When it was made.' })
  readonly created_at!: string;
}

/** An API key with its secret, which is shown this once. */
export class ApiKeyWithSecret extends ApiKeyAnswer {
  @ApiProperty({ description: 'The secret, for `Authorization: Bearer`. It is shown once.' })
  readonly key!: string;
}

/** A page of API keys. */
export class ApiKeyPage {
  @ApiProperty({ type: [ApiKeyAnswer] })
  readonly items!: readonly ApiKeyAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page.' })
  readonly next!: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Cursor of the page before.' })
  readonly prev!: string | null;
}

/** A key as it is written; the class above only describes it. */
type ApiKeyOnWire = { readonly [Key in keyof ApiKeyAnswer]: ApiKeyAnswer[Key] };

export function toApiKeyWire(key: ScopedKey): ApiKeyOnWire {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scope?.split(' ') ?? null,
    cameras: key.cameras === undefined ? null : toCamerasWire(key.cameras),
    networks: key.networks,
    expires_at: key.expiresAt?.toISOString() ?? null,
    previous_expires_at: key.previousExpiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    last_used_ip: key.lastUsedIp ?? null,
    created_at: key.createdAt.toISOString(),
  };
}

function toCamerasWire(selector: CameraSelector): KeyCamerasBody {
  if ('organizationId' in selector) return { organization_id: selector.organizationId };
  return 'folderId' in selector ? { folder_id: selector.folderId } : { ids: selector.cameraIds };
}

/** @throws InputError unless exactly one choice of cameras is there */
export function toKeyDraft(body: ApiKeyLimitsBody): Omit<ScopedKeyDraft, 'name'> {
  const { scopes, cameras, networks, expires_at: expiresAt } = body;
  return {
    ...(scopes === undefined ? {} : { scope: scopes === null ? null : [...new Set(scopes)].join(' ') }),
    ...(cameras === undefined ? {} : { cameras: cameras === null ? null : toSelector(cameras) }),
    ...(networks === undefined ? {} : { networks }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
  };
}

function toSelector({ organization_id: organizationId, folder_id: folderId, ids }: KeyCamerasBody): CameraSelector {
  const given: readonly CameraSelector[] = [
    ...(organizationId === undefined ? [] : [{ organizationId }]),
    ...(folderId === undefined ? [] : [{ folderId }]),
    ...(ids === undefined ? [] : [{ cameraIds: ids }]),
  ];
  const [selector] = given;
  if (selector === undefined || given.length > 1)
    throw InputError.at('cameras', 'one', 'cameras takes exactly one of organization_id, folder_id and ids.');
  return selector;
}
