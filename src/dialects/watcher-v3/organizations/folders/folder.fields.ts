import type { FloorPlanCorners, Folder, FolderField } from '#access';
import { answerClass } from '../../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../../collections/wire-list.js';
import { FloorPlan, FolderCoordinates } from './folder.dto.js';

/** What an answer has of a folder beside its own fields. */
export interface FolderRelated {
  /** The picture of its floor plan, in the answer for a single folder. */
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

/** The folder object (GO25), in the order in which it is written. */
export const folderFields: readonly Field[] = [
  stored('id', 'integer', 'id', { description: 'Id.', example: 3 }),
  stored('title', 'string', 'title', { description: 'Name for people.', example: 'Ground floor' }),
  derived('organization_id', ({ organizationId }) => organizationId, {
    schema: Number,
    optional: true,
    description: 'The organization that owns it.',
    example: 7,
  }),
  stored('parent_id', 'integer', 'parentId', {
    optional: true,
    description: 'The folder that contains it; absent: it is the root.',
    example: 2,
  }),
  stored('streams_count', 'integer', 'cameraCount', {
    optional: true,
    description: 'Streams directly in it that the caller sees.',
    example: 2,
  }),
  stored('coordinates.latitude', 'number', 'latitude', { show: ({ coordinates }) => coordinates?.latitude }),
  stored('coordinates.longitude', 'number', 'longitude', { show: ({ coordinates }) => coordinates?.longitude }),
  ...corners.map(([name, corner]) => derived(`floor_plan.${name}`, (folder: Folder) => folder.corners?.[corner])),
  derived('floor_plan.file.name', ({ image }) => image?.name),
  derived('floor_plan.file.mime_type', ({ image }) => image?.mediaType),
  derived('floor_plan.file.b64_content', (_, { picture }) => picture?.toString('base64')),
  derived('floor_plan.file.url', (folder, { publicPath }) =>
    folder.image ? publicPath + pictureOf(folder) : undefined,
  ),
  stored('hierarchy.level', 'integer', 'level', { description: 'Steps from the root folder, which is 0.', example: 1 }),
  stored('hierarchy.order_num', 'integer', 'orderNumber', {
    description: 'Position among its siblings, from 0.',
    example: 0,
  }),
];

export const folderList = wireList<Folder, FolderField, FolderRelated>(folderFields, ['id']);

export const folderParts = {
  coordinates: { schema: FolderCoordinates, optional: true, description: 'Middle of the floor plan on the map.' },
  floor_plan: { schema: FloorPlan, optional: true, description: 'A picture that is laid over the map.' },
  hierarchy: { name: 'FolderHierarchy', optional: true, description: 'Where it is in the tree.' },
} as const;

/** A folder as client-api v3 shows it (GO25). Fields without a value are left out. */
export const FolderAnswer = answerClass('Folder', folderFields, folderParts);

/** The path of a folder's picture. */
function pictureOf({ organizationId, id }: Folder): string {
  return `/watcher/client-api/v3/organizations/${organizationId}/folders/${id}/floor_plan`;
}
