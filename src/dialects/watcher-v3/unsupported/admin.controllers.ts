import { CamerasService } from '#cameras';
import { type UnsupportedRequest, unsupportedController } from '../../http/unsupported-routes.js';
import { AdminApi } from '../endpoint.decorator.js';
import { readIdParameter } from '../query-parameters.js';
import { ofStream } from '../streams/stream.dto.js';
import { emptyList, notFound, notSupported } from './unsupported-routes.js';
import { checkUsage, usageFields, usageQuery } from './usage.js';

const denied = { errors: [403] } as const;

/** What takes agents, recorders, network scans or certificates that this server does not have. */
const AdminUnsupportedController = unsupportedController({
  name: 'AdminUnsupportedController',
  controller: AdminApi('', { tag: 'not here' }),
  routes: [
    emptyList('agents', 'agents_list', "Cameras' agents: none", {
      ...denied,
      key: 'agents',
      fields: { id: 'string', model: 'string', serial: 'string', title: 'string', stream: 'string' },
      examples: { sort: 'id', select: 'id,model' },
      query: [{ name: 'organization_id', required: false, type: Number, description: 'A filter.' }],
      own: ['organization_id'],
      before: ({ query }) => readIdParameter('organization_id', query['organization_id']),
    }),
    ...notFound({ ...denied, params: [{ name: 'id', description: 'Its id.', example: '1234567' }] }, [
      ['GET', 'agents/:id', 'agent_get', "One camera's agent"],
    ]),
    emptyList('nvrs', 'admin_nvrs_list', 'Recorders of all organizations: none', {
      ...denied,
      key: 'nvrs',
      fields: { id: 'integer', title: 'string', note: 'string' },
      examples: { sort: 'title', select: 'title' },
    }),
    emptyList('usage/cameras', 'camera_usages_admin_list', 'Usage of cameras: none is recorded', {
      ...denied,
      key: 'usage',
      fields: usageFields,
      examples: { sort: 'from', select: 'stream_name,plan_id' },
      query: usageQuery,
      own: ['from', 'to'],
      before: checkUsage,
    }),
    emptyList('streams/discover', 'streams_discover_list', 'Cameras that a network scan found: none', {
      ...denied,
      key: 'devices',
      fields: { ip: 'string', manufacturer: 'string', model: 'string' },
      examples: { sort: 'ip', select: 'ip,model' },
    }),
    ...notSupported('scanning the network', denied, [
      ['PUT', 'streams/discover', 'streams_discover_start', 'Scan the network for cameras'],
      ['DELETE', 'streams/discover', 'streams_discover_stop', 'End a scan'],
    ]),
    ...notSupported(
      'events of the server',
      {
        ...denied,
        description: 'Declared and not implemented by the original, too (GO25); `GET /access_log` lists who did what.',
      },
      [['GET', 'events', 'events_list', "The server's events"]],
    ),
    ...notSupported('certificates: a proxy in front has them', denied, [
      ['GET', 'tls/letsencrypt', 'tls_certificate_get', 'The certificate'],
      ['POST', 'tls/letsencrypt', 'letsencrypt_issue', 'Ask for a certificate'],
    ]),
    ...notSupported("the makers' agent service", denied, [
      ['GET', 'peeklio/check_watcher_status', 'watcher_status_get', "State at the makers' agent service"],
      ['POST', 'peeklio/create_operator_id', 'watcher_provision', "Join the makers' agent service"],
    ]),
  ],
});

const ofCamera = {
  errors: [403, 404],
  parameter: 'name',
  before: async ({ caller, parameter }: UnsupportedRequest, cameras: CamerasService) =>
    cameras.get(caller, { name: parameter }),
} as const;

/** What takes a media server or the camera itself, to which this server does not talk. */
const AdminStreamActionsController = unsupportedController({
  name: 'AdminStreamActionsController',
  controller: AdminApi('streams/:name', { tag: 'streams', params: [ofStream], requires: 'cameras:write' }),
  service: CamerasService,
  routes: [
    emptyList('layouts', 'stream_layouts_get', 'Where it was laid out: nowhere', {
      ...ofCamera,
      key: 'layouts',
      fields: { created_at: 'utc_ms', ingest: 'string', originator: 'string', change_reason: 'string' },
      examples: { sort: '-created_at', select: 'created_at' },
    }),
    ...notSupported('laying streams out', ofCamera, [
      ['POST', 'preview_layout_change', 'preview_layout_change_for_stream_config', 'How streams would be laid out'],
    ]),
    ...notSupported('control of the camera', ofCamera, [
      ['POST', 'reboot', 'admin_stream_reboot', 'Restart the camera'],
      ['PUT', 'firmware_update', 'admin_stream_firmware_update', 'Update the firmware'],
      ['GET', 'camera_config', 'admin_camera_config_get', 'The settings of the camera'],
      ['PUT', 'camera_config', 'admin_camera_config_save', 'Change settings of the camera'],
    ]),
  ],
});

/** What admin-api v3 has beyond this server. */
export const unsupportedAdminControllers = [AdminUnsupportedController, AdminStreamActionsController];
