import type { OrganizationView } from '#access';
import type { Playback } from '#playback';
import { type Mosaic, type MosaicDraft, type MosaicField, type MosaicType, mosaicTypes } from '#layouts';
import { given } from '../body/given.js';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';
import { OrganizationPermissions } from '../organizations/organization-permissions.dto.js';
import { toPermissionsWire } from '../organizations/organization-permissions.wire.js';
import type { MosaicChange } from './mosaic.dto.js';

/** What an answer has of a mosaic beside its own fields. */
export interface MosaicRelated {
  /** By camera id. */
  readonly playbacks: ReadonlyMap<number, Playback>;
  readonly organizations: ReadonlyMap<number, OrganizationView>;
}

const cell = answerClass('MosaicStream', [
  {
    path: 'name',
    optional: true,
    description: 'Name of the stream; absent: an empty cell.',
    example: 'demo-paris-eiffel-tower',
  },
  { path: 'title', optional: true, description: 'Its name for people.', example: 'North gate' },
  {
    path: 'alive',
    type: 'boolean',
    optional: true,
    description: 'Whether frames arrive here: never.',
    example: false,
  },
  {
    path: 'playback_token',
    optional: true,
    description: 'Lets the caller watch it, for a short time.',
    example: '3.AAECAwQF',
  },
  {
    path: 'streaming_endpoint',
    optional: true,
    description: 'Base URL of its media server.',
    example: 'https://ms.example.com',
  },
]);

/** The mosaic object (GO25), in the order in which it is written. */
const fields: readonly WireField<Mosaic, MosaicField, MosaicRelated>[] = [
  stored('id', 'integer', 'id', { description: 'Its id.', example: 7 }),
  stored('title', 'string', 'title', { description: 'Name for people.', example: 'Gates' }),
  stored('type', 'string', 'type', { enum: mosaicTypes, description: 'Columns and rows.', example: '2x2' }),
  stored('visible', 'boolean', 'visible', {
    description: 'Whether the organization sees it. Our addition.',
    example: true,
  }),
  stored('created_at', 'utc_ms', 'createdAt', {
    schema: 'integer',
    description: 'Milliseconds since 1970. Our addition.',
  }),
  stored('organization_id', 'integer', 'organizationId', { description: 'Id of the organization.', example: 9 }),
  stored('organization.id', 'integer', 'organizationId', { description: 'Its id.', example: 9 }),
  derived('organization.title', ({ organizationId }, { organizations }) => organizations.get(organizationId)?.title, {
    optional: true,
    description: 'Its title.',
    example: 'Example LLC',
  }),
  derived(
    'organization.user_permissions',
    ({ organizationId }, { organizations }) => {
      const mine = organizations.get(organizationId)?.mine;
      return mine && toPermissionsWire(mine, mine.isMember);
    },
    { schema: OrganizationPermissions, optional: true, description: "The caller's own rights in it." },
  ),
  derived('streams', streamsOf, {
    schema: [cell],
    description: 'The cells; `{}`: empty, or a stream that the caller does not see.',
  }),
];

export const mosaicList = wireList<Mosaic, MosaicField, MosaicRelated>(fields, ['id', 'title']);

/** Streams side by side (GO25 `Mosaic`). */
export const MosaicAnswer = answerClass('Mosaic', fields, {
  organization: { name: 'MosaicOrganization', optional: true, description: 'The organization.' },
});

function streamsOf({ cameras }: Mosaic, { playbacks }: MosaicRelated): readonly object[] {
  return cameras.map((camera) => {
    if (camera === null) return {};
    const playback = playbacks.get(camera.id);
    return given({
      name: camera.name,
      title: camera.title ?? undefined,
      // No media passes through here: no stream is running.
      alive: false,
      playback_token: playback?.token,
      streaming_endpoint: playback?.endpoint,
    });
  });
}

export function readMosaic({ title, type, organization_id, visible, streams, $reset }: MosaicChange): MosaicDraft {
  return {
    title,
    // The border: ChoiceField has rejected every other value.
    type: (type ?? ($reset ? '2x2' : undefined)) as MosaicType | undefined,
    organizationId: organization_id,
    visible: visible ?? ($reset ? true : undefined),
    cameras: streams?.map(({ name }) => (name === undefined || name === '' ? null : name)) ?? ($reset ? [] : undefined),
  };
}
