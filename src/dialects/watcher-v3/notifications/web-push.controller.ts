import { DomainError } from '#errors';
import { Body, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { WebPushService } from '#notifications';
import { InputError } from '../../http/input.error.js';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { WebPushEndpoint, WebPushSubscription } from './web-push.dto.js';

/** Browsers that the caller's notifications would go to; this server pushes to none of them. */
@ClientApi('web_push', { tag: 'web_push' })
export class WebPushController {
  constructor(private readonly browsers: WebPushService) {}

  @Endpoint('POST', 'subscribe', {
    operationId: 'web_push_subscribe',
    summary: 'Register a browser',
    answer: { status: 204, description: 'Registered.' },
    errors: [400, 401, 403],
  })
  async subscribe(@CurrentCaller() caller: Caller, @Body(objectBody) body: WebPushSubscription): Promise<void> {
    const { endpoint, keys } = body;
    await this.browsers.subscribe(signedInUser(caller), { endpoint, keys });
  }

  @Endpoint('GET', 'subscription', {
    operationId: 'web_push_subscription_existence_get',
    summary: 'Whether a browser is registered',
    query: [{ name: 'endpoint', required: true, type: String, example: 'https://fcm.googleapis.com/fcm/send/abc' }],
    answer: { status: 204, description: 'It is.' },
    errors: [400, 401, 403, 404],
  })
  async exists(@CurrentCaller() caller: Caller, @Query('endpoint') endpoint: unknown): Promise<void> {
    if (typeof endpoint !== 'string' || endpoint === '')
      throw InputError.at('endpoint', 'missing_required', 'endpoint is required, once.');
    if (!(await this.browsers.has(signedInUser(caller), endpoint))) throw unknownBrowser();
  }

  @Endpoint('POST', 'unsubscribe', {
    operationId: 'web_push_unsubscribe',
    summary: 'Forget a browser',
    answer: { status: 204, description: 'Forgotten.' },
    errors: [400, 401, 403, 404],
  })
  async unsubscribe(@CurrentCaller() caller: Caller, @Body(objectBody) body: WebPushEndpoint): Promise<void> {
    if (!(await this.browsers.unsubscribe(signedInUser(caller), body.endpoint))) throw unknownBrowser();
  }
}

function unknownBrowser(): DomainError {
  return new DomainError('object.not-found', 'browser', { object: 'subscription' });
}
