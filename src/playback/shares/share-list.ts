import type { ListSource } from '#lists';
import type { Share, ShareField } from './share.js';

export type ShareRow = Omit<Share, 'key'> & { readonly keySealed: string; readonly cameraId: number };

/** The list of links: `shares s` with their cameras `c`. */
export const shareList: ListSource<ShareField> = {
  name: 'shares',
  from: 'shares s join cameras c on c.id = s.camera_id',
  key: 'id',
  unique: ['name'],
  search: ['name', 'cameraName'],
  fields: {
    id: { sql: 's.id', type: 'integer', nullable: false },
    name: { sql: 's.name', type: 'text', nullable: false },
    cameraName: { sql: 'c.name', type: 'text', nullable: false },
    createdAt: { sql: 's.created_at', type: 'time', nullable: false },
  },
};

export const shareColumns: Readonly<Record<keyof ShareRow, string>> = {
  id: 's.id',
  name: 's.name',
  cameraName: 'c.name',
  cameraId: 's.camera_id',
  keySealed: 's.key_sealed',
  permissions: 's.permissions',
  createdAt: 's.created_at',
};
