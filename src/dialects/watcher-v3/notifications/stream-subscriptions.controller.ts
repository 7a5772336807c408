import { DomainError, isDomainError } from '#errors';
import { Body } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type Subscription, SubscriptionsService } from '#notifications';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { streamEventTypes, StreamSubscription, StreamSubscriptionBody } from './stream-subscription.dto.js';

/** The caller's subscriptions to events of streams; stored, but no events happen here, so nothing is sent. */
@ClientApi('profile/subscriptions/stream_event', { tag: 'profile' })
export class StreamSubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Endpoint('POST', '', {
    operationId: 'event_subscription_create',
    summary: 'Subscribe to the events of a stream',
    description: 'One a stream: an earlier one is replaced. At most 1000 a person.',
    answer: { type: StreamSubscription, description: 'The subscription.' },
    errors: [400, 401, 402, 403, 404],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(objectBody) body: StreamSubscriptionBody,
  ): Promise<StreamSubscription> {
    const wanted = body.event_types ?? {};
    const draft = {
      cameraName: body.stream_name,
      notificationType: 'push',
      eventTypes: streamEventTypes.filter((type) => wanted[type]),
      frequencySeconds: body.notification_frequency,
    } as const;
    return toSubscriptionWire(await ofStream(this.subscriptions.put(signedInUser(caller), draft)));
  }

  @Endpoint('DELETE', '', {
    operationId: 'event_subscription_delete',
    summary: 'Unsubscribe from the events of a stream',
    body: { type: StreamSubscriptionBody },
    answer: { status: 204, description: 'Forgotten.' },
    errors: [400, 401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Body(objectBody) body: StreamSubscriptionBody): Promise<void> {
    await this.subscriptions.removeFrom(signedInUser(caller), body.stream_name, 'push');
  }
}

/** A stream that is missing or hidden is 404 here, as on every route that names one. */
async function ofStream(work: Promise<Subscription>): Promise<Subscription> {
  try {
    return await work;
  } catch (error) {
    if (isDomainError(error) && error.context.field === 'cameraName')
      throw new DomainError('camera.not-found', error.detail);
    throw error;
  }
}

function toSubscriptionWire(subscription: Subscription): StreamSubscription {
  const wanted = new Set(subscription.eventTypes);
  const types = Object.fromEntries(streamEventTypes.map((type) => [type, wanted.has(type)]));
  return {
    stream_name: subscription.camera.name,
    notification_type: subscription.notificationType,
    event_types: types,
    notification_frequency: subscription.frequencySeconds,
  };
}
