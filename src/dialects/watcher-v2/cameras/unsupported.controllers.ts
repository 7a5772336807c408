import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { CameraRightsService, type CameraRights } from '#access';
import type { Caller } from '#auth';
import { CamerasService } from '#cameras';
import type { HttpMethod, Paths } from '../../http/endpoint.js';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { unsupportedController, type UnsupportedRoute } from '../../http/unsupported-routes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { cameraName } from './camera-name.parameter.js';

type Right = keyof CameraRights & `can${string}`;

/** Answers for what a media server or an agent would do with a camera. */
@Injectable()
export class UnsupportedCameraActions {
  constructor(
    private readonly cameras: CamerasService,
    private readonly rights: CameraRightsService,
  ) {}

  /** Checks the rights first, so that callers who could not do it anyway get 403 or 404 as everywhere else. */
  async reject(caller: Caller, name: string, right: Right, action: string): Promise<never> {
    const { id } = await this.cameras.get(caller, { name });
    const rights = (await this.rights.rightsOn(caller, [id])).get(id);
    if (rights === undefined || !rights[right]) throw new DomainError('camera.forbidden', action);
    throw new UnsupportedAction(action);
  }

  /** The same for the camera of an agent. */
  async rejectAgent(caller: Caller, agentId: string): Promise<never> {
    const where = [{ operator: 'in', field: 'agentId', values: [agentId] }] as const;
    const { items } = await this.cameras.list(caller, { where }, { limit: 1 });
    const [camera] = items;
    if (camera === undefined) throw new DomainError('camera.not-found', 'no such agent');
    return this.reject(caller, camera.name, 'canEdit', 'agent');
  }
}

interface Unsupported {
  readonly name: string;
  readonly method: HttpMethod;
  readonly path: Paths;
  readonly summary: string;
}

const write = ['cameras:write', { orMember: true }] as const;
const description = 'Answers 501: this server has no connection to media servers and agents.';
const never = { description: 'Never: the answer is 501.' };

/** An action on the camera that the path names, for callers who have a right on it. */
function onCamera(
  { name, method, path, summary }: Unsupported,
  right: Right,
  action: string,
): UnsupportedRoute<UnsupportedCameraActions> {
  const answer = method === 'POST' ? { answer: never } : {};
  return {
    name,
    parameter: 'name',
    endpoint: Endpoint(method, path, {
      operationId: `camera_actions_${name}`,
      requires: right === 'canUsePtz' ? ['cameras:live'] : write,
      summary,
      description,
      params: [cameraName],
      errors: [403, 404, 501],
      ...answer,
    }),
    answer: ({ caller, parameter }, actions) => actions.reject(caller, parameter, right, action),
  };
}

const [ptz, agent] = ['cameras/:name/ptz', 'cameras/:name/agent'];
const disconnect = 'cameras/:name/agent-disconnect';

export const UnsupportedCameraActionsController = unsupportedController<UnsupportedCameraActions>({
  name: 'UnsupportedCameraActionsController',
  controller: WatcherV2Api('vsaas/api/v2', { tag: 'cameras' }),
  service: UnsupportedCameraActions,
  routes: [
    onCamera({ name: 'turn', method: 'PUT', path: ptz, summary: 'Turn a camera: not done here' }, 'canUsePtz', 'ptz'),
    onCamera(
      { name: 'stop', method: 'DELETE', path: ptz, summary: 'Stop turning a camera: not done here' },
      'canUsePtz',
      'ptz',
    ),
    onCamera(
      { name: 'agent', method: 'GET', path: agent, summary: 'The state of an agent: not available here' },
      'canEdit',
      'agent',
    ),
    onCamera(
      { name: 'disconnect', method: 'POST', path: disconnect, summary: 'Send an agent away: not done here' },
      'canEdit',
      'agent-disconnect',
    ),
    {
      name: 'restart',
      parameter: 'agent_id',
      endpoint: Endpoint('POST', ['agents/:agent_id/reboot', 'agents/:agent_id/reset'], {
        operationId: 'camera_actions_restart',
        requires: write,
        summary: 'Restart an agent: not done here',
        description,
        answer: never,
        errors: [403, 404, 501],
      }),
      answer: ({ caller, parameter }, actions) => actions.rejectAgent(caller, parameter),
    },
  ],
});

function discovery(name: string, method: HttpMethod, summary: string): UnsupportedRoute<undefined> {
  return {
    name,
    endpoint: Endpoint(method, '', {
      operationId: `camera_discovery_${name}`,
      requires: write,
      summary: `${summary}: not done here`,
      description: 'Answers 501: this server scans no network.',
      errors: [403, 501],
    }),
    answer: () => {
      throw new UnsupportedAction('discover');
    },
  };
}

/** Finding cameras in a network. */
export const CameraDiscoveryController = unsupportedController({
  name: 'CameraDiscoveryController',
  controller: WatcherV2Api('vsaas/api/v2/cameras/discover', { tag: 'cameras' }),
  routes: [
    discovery('found', 'GET', 'The cameras that were found'),
    discovery('look', 'PUT', 'Look for cameras'),
    discovery('stop', 'DELETE', 'Stop looking'),
  ],
});
