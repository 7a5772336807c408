import { type Caller, CurrentCaller } from '#auth';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';

const unsupported = 'Answers 501: this server looks into no network.';

/** Finding cameras in a network. */
@WatcherV2Api('vsaas/api/v2/cameras/discover', { tag: 'cameras' })
export class CameraDiscoveryController {
  @Endpoint('GET', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'What was found: not done here',
    description: unsupported,
    errors: [403, 501],
  })
  found(@CurrentCaller() _caller: Caller): never {
    throw new UnsupportedAction('discover');
  }

  @Endpoint('PUT', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Look for cameras: not done here',
    description: unsupported,
    errors: [403, 501],
  })
  look(@CurrentCaller() _caller: Caller): never {
    throw new UnsupportedAction('discover');
  }

  @Endpoint('DELETE', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Stop looking: not done here',
    description: unsupported,
    errors: [403, 501],
  })
  stop(@CurrentCaller() _caller: Caller): never {
    throw new UnsupportedAction('discover');
  }
}
