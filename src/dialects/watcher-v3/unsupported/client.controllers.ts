import { OrganizationsService } from '#access';
import { isSuperuser } from '#auth';
import { DomainError } from '#errors';
import { type UnsupportedRequest, unsupportedController } from '../../http/unsupported-routes.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi } from '../endpoint.decorator.js';
import { checkCountParameter } from '../query-parameters.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { DiscoveryBody, PtzBody } from './stream-actions.dto.js';
import { ofStream } from '../streams/stream.dto.js';
import { StreamRights } from './stream-rights.service.js';
import { emptyList, type NoFields, notFound, notSupported } from './unsupported-routes.js';
import { checkUsage, usageFields, usageQuery } from './usage.js';

/**
 * What video analytics has seen. There is none here. Nothing can arrive while a client waits, so a long poll is answered
 * at once; clients then wait by themselves (GO26).
 */
const EpisodesController = unsupportedController({
  name: 'EpisodesController',
  controller: ClientApi('episodes', { tag: 'episodes' }),
  routes: [
    emptyList('', 'episodes_list', 'Episodes: none', {
      key: 'episodes',
      // What an episode is sorted and filtered by (GO26).
      fields: {
        episode_id: 'integer',
        media: 'string',
        episode_type: 'string',
        title: 'string',
        description: 'string',
        close_reason: 'string',
        opened_at: 'utc_ms',
        updated_at: 'utc_ms',
        started_at: 'utc_ms',
        closed_at: 'utc_ms',
        duration: 'number',
        is_favorite: 'boolean',
        vehicle_color_confidence_level: 'string',
      },
      examples: { sort: '-updated_at', select: 'episode_id,media' },
      query: [
        {
          name: 'media',
          required: false,
          type: String,
          example: 'demo-paris-eiffel-tower',
          description: 'A filter: the stream.',
        },
        { name: 'episode_type', required: false, type: String, example: 'motion', description: 'A filter.' },
        { name: 'updated_at_gt', required: false, type: Number, example: 1738108800000, description: 'A filter.' },
        {
          name: 'poll_timeout',
          required: false,
          type: Number,
          example: 30,
          description: 'Seconds to wait for an episode; answered at once.',
        },
      ],
      own: ['poll_timeout', 'token'],
      before: ({ query }) => checkCountParameter('poll_timeout', query['poll_timeout']),
    }),
    ...notFound({}, [
      ['GET', ':episode_id', 'episode_get', 'One episode'],
      ['PUT', ':episode_id', 'episode_update', 'Change an episode'],
      ['DELETE', ':episode_id', 'episode_delete', 'Delete an episode'],
      ['POST', ':episode_id/favorites', 'episode_add_to_favorites', 'Mark an episode'],
      ['DELETE', ':episode_id/favorites', 'episode_delete_from_favorites', 'Unmark an episode'],
    ]),
  ],
});

/** Faces that a vision engine would recognize. There is none here. */
const PersonsController = unsupportedController({
  name: 'PersonsController',
  controller: ClientApi('', { tag: 'persons' }),
  routes: [
    emptyList('persons', 'persons_list', 'Known faces: none', {
      key: 'persons',
      fields: { id: 'integer', name: 'string', created_at: 'utc_ms' },
      examples: { sort: 'name', select: 'name' },
    }),
    ...notFound({ params: [{ name: 'id', type: String, description: 'Its id.', example: '1' }] }, [
      ['GET', 'persons/:id', 'person_get', 'One known face'],
      ['DELETE', 'persons/:id', 'person_delete', 'Forget a face'],
    ]),
    emptyList('person_lists', 'person_lists_list', 'Lists of known faces: none', {
      key: 'person_lists',
      fields: { id: 'integer', title: 'string', created_at: 'utc_ms' },
      examples: { sort: 'title', select: 'title' },
    }),
  ],
});

/**
 * Which stream had which preset on which day, for billing (GO26). This server does not record it; `GET /presets` and
 * `GET /streams?preset.id=` give the present state.
 */
const UsageController = unsupportedController({
  name: 'UsageController',
  controller: ClientApi('usage', { tag: 'usage' }),
  routes: [
    emptyList('cameras', 'camera_usages_list', 'Usage of cameras: none is recorded', {
      key: 'usage',
      fields: usageFields,
      examples: { sort: 'from', select: 'stream_name,plan_id' },
      query: [
        ...usageQuery,
        { name: 'license_id', required: false, type: String, example: '12345', description: 'A filter.' },
      ],
      own: ['from', 'to'],
      errors: [403],
      before: (request) => {
        if (!isSuperuser(request.caller))
          throw new DomainError('permission.missing', 'usage is for domain administrators');
        checkUsage(request);
      },
    }),
  ],
});

const nvrFields: NoFields = { id: 'integer', title: 'string', note: 'string', organization_id: 'integer' };

/** Video recorders of the caller, whatever their organization (GO26): there are none here. */
const OwnNvrsController = unsupportedController({
  name: 'OwnNvrsController',
  controller: ClientApi('nvrs', { tag: 'nvrs' }),
  routes: [
    emptyList('', 'user_nvrs_list', 'The recorders that the caller may see: none', { key: 'nvrs', fields: nvrFields }),
    ...notFound({ description: 'No recorder is registered here, so no key belongs to one.' }, [
      ['GET', 'config', 'nvr_config_get', 'What a recorder asks with its own API key'],
    ]),
  ],
});

const organizationId = new RowIdPipe('organization');

async function organizationOf({ caller, parameter }: UnsupportedRequest, organizations: OrganizationsService) {
  return organizations.get(caller, organizationId.transform(parameter));
}

/** Checks that the caller may see the organization. */
const inOrganization = { parameter: 'organization_id', errors: [404], before: organizationOf } as const;
/** Checks that the caller may change streams of the organization. */
const editing = {
  requires: ['cameras:write', { orMember: true }],
  parameter: 'organization_id',
  errors: [403, 404],
  before: async (request: UnsupportedRequest, organizations: OrganizationsService): Promise<void> => {
    const { id, mine } = await organizationOf(request, organizations);
    if (!mine.canEditStreams) throw new DomainError('organization.forbidden', `organization ${id}`);
  },
} as const;

/**
 * Video recorders (GO26) are other Watchers that this one would ask for their streams. There are none here: lists are
 * empty, single ones are not found, and registering one is not supported.
 */
const NvrsController = unsupportedController({
  name: 'NvrsController',
  controller: ClientApi('organizations/:organization_id/nvrs', { tag: 'nvrs' }),
  service: OrganizationsService,
  routes: [
    emptyList('', 'organization_nvrs_list', 'The recorders: none', {
      ...inOrganization,
      key: 'nvrs',
      fields: nvrFields,
    }),
    emptyList(':nvr_id/streams', 'organization_nvr_streams_list', "A recorder's streams: none", {
      ...inOrganization,
      key: 'streams',
      fields: { name: 'string', title: 'string', disabled: 'boolean' },
    }),
    emptyList(':nvr_id/episodes', 'organization_nvr_episodes_list', "A recorder's episodes: none", {
      ...inOrganization,
      key: 'episodes',
      fields: { episode_id: 'integer', media: 'string', updated_at: 'utc_ms', opened_at: 'utc_ms' },
    }),
    emptyList(':nvr_id/discovery/devices', 'discovery_devices_list', 'Devices that a recorder has found: none', {
      ...inOrganization,
      key: 'devices',
      fields: { ip: 'string', manufacturer: 'string', model: 'string' },
    }),
    ...notFound(inOrganization, [
      ['GET', ':nvr_id', 'organization_nvr_get', 'One recorder'],
      ['GET', ':nvr_id/episodes/:episode_id', 'organization_nvr_episode_get', 'An episode of a recorder'],
    ]),
    ...notFound(
      {
        ...inOrganization,
        params: [{ name: 'name', description: 'The name of a stream of a recorder.', example: 'gate' }],
      },
      [['GET', ':nvr_id/streams/:name', 'organization_nvr_stream_get', 'A stream of a recorder']],
    ),
    ...notFound(editing, [['DELETE', ':nvr_id', 'organization_nvr_delete', 'Unregister a recorder']]),
    ...notSupported('video recorders', editing, [
      ['POST', '', 'organization_nvr_create', 'Register a recorder'],
      ['PUT', ':nvr_id', 'organization_nvr_save', 'Register or change a recorder'],
      ['POST', 'nvr-activation-token', 'nvr_activation_token_create', 'Activate a recorder'],
      ['POST', ':nvr_id/sync', 'organization_nvr_sync', 'Synchronize a recorder'],
    ]),
  ],
});

/** What it takes to control a camera: the permission, and a right on the stream itself. */
function control(right: 'canUsePtz' | 'canEdit') {
  return {
    requires: [right === 'canUsePtz' ? 'cameras:live' : 'cameras:write', { orMember: true }],
    params: [ofStream],
    errors: [403, 404],
    parameter: 'name',
    before: async ({ caller, parameter }: UnsupportedRequest, rights: StreamRights) =>
      rights.assert(caller, parameter, right),
  } as const;
}

/**
 * Actions of a media server or of the camera itself, to which this server does not talk: 501, once it is clear that the
 * stream exists and that the caller would be allowed to.
 */
const StreamActionsController = unsupportedController({
  name: 'StreamActionsController',
  controller: ClientApi('streams', { tag: 'stream actions' }),
  service: StreamRights,
  bodyPipe: objectBody,
  routes: [
    ...notSupported(
      'discover',
      { requires: ['cameras:write', { orMember: true }], errors: [400, 403], body: DiscoveryBody },
      [['PUT', 'discover', 'streams_discover', 'Ask a camera what it is']],
    ),
    ...notSupported(
      'ptz',
      {
        ...control('canUsePtz'),
        description: 'With `command`, or, as the player sends it, without.',
        errors: [400, 403, 404],
        body: PtzBody,
      },
      [['POST', ':name/ptz', 'stream_ptz_execute', 'Turn the camera']],
    ),
    ...notSupported('control of the camera', control('canEdit'), [
      ['POST', ':name/reboot', 'stream_reboot', 'Restart the camera'],
      ['PUT', ':name/firmware_update', 'stream_firmware_update', 'Update the firmware of the camera'],
      ['GET', ':name/camera_config', 'camera_config_get', 'The settings of the camera itself'],
      ['PUT', ':name/camera_config', 'camera_config_save', 'Change settings of the camera itself'],
    ]),
  ],
});

/** What client-api v3 has beyond this server: empty lists in the right shape, 404 and 501. */
export const unsupportedClientControllers = [
  EpisodesController,
  PersonsController,
  UsageController,
  NvrsController,
  OwnNvrsController,
  StreamActionsController,
];
