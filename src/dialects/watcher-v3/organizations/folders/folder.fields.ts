import type { FloorPlanCorners, Folder, FolderField } from '#access';
import { type WireField, wireList } from '../../collections/wire-list.js';

/** What is shown of a folder beside its own fields. */
export interface FolderRelated {
  /** The picture of its floor plan, where a single folder is shown. */
  readonly picture?: Buffer;
  /** What stands before all our paths. */
  readonly publicPath: string;
}

type Field = WireField<Folder, FolderField, FolderRelated>;

const corners = [
  ['topleft', 'topLeft'],
  ['topright', 'topRight'],
  ['bottomleft', 'bottomLeft'],
] as const satisfies readonly (readonly [string, keyof FloorPlanCorners])[];

const floorPlan: readonly Field[] = [
  ...corners.map(([name, corner]): Field => ({
    kind: 'derived',
    path: `floor_plan.${name}`,
    show: (folder) => folder.corners?.[corner],
  })),
  { kind: 'derived', path: 'floor_plan.file.name', show: ({ image }) => image?.name },
  { kind: 'derived', path: 'floor_plan.file.mime_type', show: ({ image }) => image?.mediaType },
  { kind: 'derived', path: 'floor_plan.file.b64_content', show: (_, { picture }) => picture?.toString('base64') },
  {
    kind: 'derived',
    path: 'floor_plan.file.url',
    show: (folder, { publicPath }) => (folder.image ? publicPath + pictureOf(folder) : undefined),
  },
];

export const folderFields: readonly Field[] = [
  { kind: 'stored', path: 'id', type: 'integer', field: 'id' },
  { kind: 'stored', path: 'title', type: 'string', field: 'title' },
  { kind: 'derived', path: 'organization_id', show: ({ organizationId }) => organizationId },
  { kind: 'stored', path: 'parent_id', type: 'integer', field: 'parentId' },
  { kind: 'stored', path: 'streams_count', type: 'integer', field: 'cameraCount' },
  {
    kind: 'stored',
    path: 'coordinates.latitude',
    type: 'number',
    field: 'latitude',
    show: ({ coordinates }) => coordinates?.latitude,
  },
  {
    kind: 'stored',
    path: 'coordinates.longitude',
    type: 'number',
    field: 'longitude',
    show: ({ coordinates }) => coordinates?.longitude,
  },
  ...floorPlan,
  { kind: 'stored', path: 'hierarchy.level', type: 'integer', field: 'level' },
  { kind: 'stored', path: 'hierarchy.order_num', type: 'integer', field: 'orderNumber' },
];

/** The folder object (GO25), in the order in which it is written. */
export const folderList = wireList<Folder, FolderField, FolderRelated>(folderFields, ['id']);

/** The path of a folder's picture. */
function pictureOf({ organizationId, id }: Folder): string {
  return `/watcher/client-api/v3/organizations/${organizationId}/folders/${id}/floor_plan`;
}
