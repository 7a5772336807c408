import { entityFields, type ListField, type ListQuery, type ListSource, sqlOf } from '#lists';
import { FolderPermissionEntity } from '../permissions/folder-permission.entity.js';
import { FolderEntity } from './folder.entity.js';
import type { FloorPlanCorners, Folder, FolderField, FolderRights } from './folder.js';

// A visible folder shows every camera in it, so the count needs no condition of its own.
const cameraCount = '(select count(*)::integer from cameras c where c.folder_id = f.id)';

export const folderSource: ListSource<FolderField> = {
  name: 'folders',
  from: 'folders f',
  fields: {
    ...entityFields(FolderEntity, 'f', [
      'id',
      'organizationId',
      'title',
      'parentId',
      'level',
      'orderNumber',
      'latitude',
      'longitude',
      'createdAt',
    ]),
    cameraCount: { sql: cameraCount, type: 'integer', nullable: false },
  },
  key: 'id',
  search: ['title'],
};

/** The rights of a permission on a folder: fields over `folder_permissions p`. */
export const folderRightsFields: Readonly<Record<keyof FolderRights, ListField>> = {
  ...entityFields(FolderPermissionEntity, 'p', [
    'canView',
    'canViewDvr',
    'canUsePtz',
    'canUseActions',
    'validFrom',
    'validUntil',
  ]),
  dvrDepthLimitSeconds: entityFields(FolderPermissionEntity, 'p', ['dvrDepthLimit']).dvrDepthLimit,
};

/** Sorts by level and order number where the query does not sort. */
export function inTreeOrder<Field extends string>(
  query: ListQuery<Field | FolderField>,
): ListQuery<Field | FolderField> {
  if (query.sort !== undefined && query.sort.length > 0) return query;
  const levels = [
    { field: 'level', descending: false },
    { field: 'orderNumber', descending: false },
  ] as const;
  return { ...query, sort: levels };
}

/** A folder as PostgreSQL returns it. */
export interface FolderRow {
  readonly id: number;
  readonly organizationId: number;
  readonly parentId: number | null;
  readonly title: string;
  readonly level: number;
  readonly orderNumber: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly corners: FloorPlanCorners | null;
  readonly imageName: string | null;
  readonly imageMediaType: string | null;
  readonly cameraCount: number;
  readonly createdAt: Date;
}

export const folderColumns: Readonly<Record<keyof FolderRow, string>> = {
  ...sqlOf(folderSource.fields),
  corners: 'f.floor_plan_corners',
  imageName: 'f.floor_plan_name',
  imageMediaType: 'f.floor_plan_media_type',
};

export function toFolder({ latitude, longitude, imageName, imageMediaType, ...row }: FolderRow): Folder {
  return {
    ...row,
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
    image: imageMediaType === null ? null : { name: imageName, mediaType: imageMediaType },
  };
}
