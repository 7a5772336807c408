import type { OrganizationView } from '#access';
import type { Playback } from '#playback';
import type { Mosaic, MosaicDraft, MosaicField, MosaicType } from '#layouts';
import { given } from '../body/given.js';
import { type WireField, wireList } from '../collections/wire-list.js';
import { toPermissionsWire } from '../organizations/organization-permissions.wire.js';
import type { MosaicChange } from './mosaic.dto.js';

/** What is shown of a mosaic beside its own fields. */
export interface MosaicRelated {
  /** By camera id. */
  readonly playbacks: ReadonlyMap<number, Playback>;
  readonly organizations: ReadonlyMap<number, OrganizationView>;
}

type Field = WireField<Mosaic, MosaicField, MosaicRelated>;

/** The mosaic object (GO25), in the order in which it is written. */
const fields: readonly Field[] = [
  { kind: 'stored', path: 'id', type: 'integer', field: 'id' },
  { kind: 'stored', path: 'title', type: 'string', field: 'title' },
  { kind: 'stored', path: 'type', type: 'string', field: 'type' },
  { kind: 'stored', path: 'visible', type: 'boolean', field: 'visible' },
  { kind: 'stored', path: 'created_at', type: 'utc_ms', field: 'createdAt' },
  { kind: 'stored', path: 'organization_id', type: 'integer', field: 'organizationId' },
  { kind: 'stored', path: 'organization.id', type: 'integer', field: 'organizationId' },
  {
    kind: 'derived',
    path: 'organization.title',
    show: ({ organizationId }, { organizations }) => organizations.get(organizationId)?.title,
  },
  {
    kind: 'derived',
    path: 'organization.user_permissions',
    show: ({ organizationId }, { organizations }) => {
      const mine = organizations.get(organizationId)?.mine;
      return mine && toPermissionsWire(mine, mine.isMember);
    },
  },
  { kind: 'derived', path: 'streams', show: streamsOf },
];
export const mosaicList = wireList<Mosaic, MosaicField, MosaicRelated>(fields, ['id', 'title']);

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
