import { DomainError, isDomainError } from '#errors';
import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { type Subscription, SubscriptionsService } from '#notifications';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { streamEventTypes, StreamSubscription, StreamSubscriptionBody } from './stream-subscription.dto.js';

/** What the caller wants to be told of; kept, but nothing happens at streams here, so nothing is told. */
@ApiTags('profile')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/profile/subscriptions/stream_event')
export class StreamSubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'event_subscription_create',
    summary: 'Ask to be told of what happens at a stream',
    description: 'One a stream: what was asked before is replaced. At most 1000 a person.',
  })
  @ApiResponse({ status: 200, type: StreamSubscription, description: 'The subscription.' })
  @ApiFailures(400, 401, 402, 403, 404)
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

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'event_subscription_delete', summary: 'Ask not to be told any more' })
  @ApiBody({ type: StreamSubscriptionBody })
  @ApiResponse({ status: 204, description: 'Forgotten.' })
  @ApiFailures(400, 401, 403, 404)
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
