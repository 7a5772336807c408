import type { BlockList } from 'node:net';
import type { CameraSelector, UserCaller } from '../caller.js';
import { narrowUser, scopesOfUser, selectCameras } from '../permissions.js';
import { isIn, toBlockList } from './networks.js';
import type { ScopedKeyEntity } from './scoped-key.entity.js';

/** What limits an API key, beside the rights of its owner. */
export interface KeyLimits {
  readonly keyId: number;
  /** Undefined: all that its owner may do. */
  readonly scope: string | undefined;
  readonly cameras: CameraSelector | undefined;
  /** Undefined: from everywhere. */
  readonly networks: BlockList | undefined;
  /** When this secret ends: the key's own expiry, or the end of the overlap after a rotation. */
  readonly endsAt: Date | undefined;
}

export type LimitColumns = Pick<
  ScopedKeyEntity,
  'id' | 'scope' | 'organizationId' | 'folderId' | 'cameraIds' | 'networks'
> & { readonly endsAt: Date | null };

export function toKeyLimits(row: LimitColumns): KeyLimits {
  return {
    keyId: row.id,
    scope: row.scope ?? undefined,
    cameras: toSelector(row),
    networks: row.networks.length === 0 ? undefined : toBlockList(row.networks),
    endsAt: row.endsAt ?? undefined,
  };
}

export function toSelector({
  organizationId,
  folderId,
  cameraIds,
}: Pick<ScopedKeyEntity, 'organizationId' | 'folderId' | 'cameraIds'>): CameraSelector | undefined {
  if (organizationId !== null) return { organizationId };
  if (folderId !== null) return { folderId };
  return cameraIds === null ? undefined : { cameraIds };
}

/** Whether a key may be presented now, from an address. */
export function isUsable({ endsAt, networks }: KeyLimits, now: Date, ip: string): boolean {
  return (endsAt === undefined || endsAt > now) && (networks === undefined || isIn(networks, ip));
}

/** The owner behind a key: never more than the owner may do at this moment. */
export function limitedUser(owner: UserCaller, { keyId, scope, cameras }: KeyLimits): UserCaller {
  const named = scope ?? [...scopesOfUser(owner.accessLevel)].join(' ');
  return selectCameras({ ...narrowUser(owner, named), scopedKeyId: keyId }, cameras);
}
