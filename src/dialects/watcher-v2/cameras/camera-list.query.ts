import type { CameraField, CameraQuery, Condition } from '#cameras';
import { FlagField, IdField } from '../input/fields.decorator.js';
import { equal, ListParameters, readOrder } from '../lists/list.query.js';

/** What `GET /cameras` takes beside its page; `""` counts as not given. */
export class CameraListQuery extends ListParameters {
  @IdField({ description: 'Only the cameras of this organization.', example: 1 })
  readonly organization_id?: number;

  @IdField({ description: 'Only the cameras directly in this folder.', example: 3 })
  readonly folder_id?: number;

  @IdField({ description: 'Only the cameras with this preset.', example: 1 })
  readonly preset_id?: number;

  @IdField({ description: 'Only the cameras that name this media server; for administrators.', example: 1 })
  readonly streamer_id?: number;

  @FlagField({ description: 'Only those switched on, or only the others.', example: true })
  readonly enabled?: boolean;

  @FlagField({ description: "Only the caller's favourites, or only the others.", example: true })
  readonly favorite?: boolean;

  @FlagField({ description: 'Only cameras behind an agent, or only the others.', example: false })
  readonly agent?: boolean;
}

/** By which fields cameras can be sorted. */
const orders: Readonly<Record<string, CameraField>> = {
  id: 'id',
  name: 'name',
  title: 'title',
  comment: 'description',
  enabled: 'enabled',
  organization_id: 'organizationId',
  folder_id: 'folderId',
  preset_id: 'presetId',
  dvr_depth: 'dvrExpirationSeconds',
  dvr_lock_days: 'dvrEpisodesExpirationSeconds',
  dvr_space: 'dvrStorageLimitBytes',
  agent_id: 'agentId',
  stream_url: 'inputUrl',
};

/**
 * The list in the core's words.
 * @param streamerHostname of `streamer_id`
 */
export function toCameraQuery(parameters: CameraListQuery, streamerHostname?: string): CameraQuery {
  const { search, sort, agent, favorite } = parameters;
  return {
    where: [
      ...(search === undefined ? [] : [{ operator: 'search', value: search } as const]),
      ...equal('organizationId' as const, parameters.organization_id),
      ...equal('folderId' as const, parameters.folder_id),
      ...equal('presetId' as const, parameters.preset_id),
      ...equal('enabled' as const, parameters.enabled),
      ...equal('isFavourite' as const, favorite),
      ...equal('streamerHostname' as const, streamerHostname),
      ...(agent === undefined ? [] : [behindAgent(agent)]),
    ],
    sort: readOrder(sort, orders),
  };
}

function behindAgent(wanted: boolean): Condition {
  return { operator: wanted ? 'present' : 'missing', field: 'agentId' };
}
