import type { FieldType, ListField, ListQuery, ListSource } from '#lists';
import type { FloorPlanCorners, Folder, FolderField, FolderRights } from './folder.js';

const field = (sql: string, type: FieldType, nullable = false): ListField => ({ sql, type, nullable });

// Whoever sees a folder sees every camera in it, so the count needs no condition of its own.
const cameraCount = '(select count(*)::integer from cameras c where c.folder_id = f.id)';

export const folderSource: ListSource<FolderField> = {
  name: 'folders',
  from: 'folders f',
  fields: {
    id: field('f.id', 'integer'),
    title: field('f.title', 'text'),
    parentId: field('f.parent_id', 'integer', true),
    level: field('f.level', 'integer'),
    orderNumber: field('f.order_number', 'integer'),
    latitude: field('f.latitude', 'number', true),
    longitude: field('f.longitude', 'number', true),
    cameraCount: field(cameraCount, 'integer'),
    createdAt: field('f.created_at', 'time'),
  },
  key: 'id',
  search: ['title'],
};

/** The rights of a permission on a folder: fields over `folder_permissions p`. */
export const folderRightsFields: Readonly<Record<keyof FolderRights, ListField>> = {
  canView: field('p.can_view', 'boolean'),
  canViewDvr: field('p.can_view_dvr', 'boolean'),
  canUsePtz: field('p.can_use_ptz', 'boolean'),
  canUseActions: field('p.can_use_actions', 'boolean'),
  dvrDepthLimitSeconds: field('p.dvr_depth_limit', 'integer'),
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
  id: 'f.id',
  organizationId: 'f.organization_id',
  parentId: 'f.parent_id',
  title: 'f.title',
  level: 'f.level',
  orderNumber: 'f.order_number',
  latitude: 'f.latitude',
  longitude: 'f.longitude',
  corners: 'f.floor_plan_corners',
  imageName: 'f.floor_plan_name',
  imageMediaType: 'f.floor_plan_media_type',
  cameraCount,
  createdAt: 'f.created_at',
};

export function toFolder({ latitude, longitude, imageName, imageMediaType, ...row }: FolderRow): Folder {
  return {
    ...row,
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
    image: imageMediaType === null ? null : { name: imageName, mediaType: imageMediaType },
  };
}
