import { Body, Param, Query } from '@nestjs/common';
import { type UserCaller } from '#auth';
import { SubscriptionsService } from '#notifications';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewSubscriptionBody, SubscriptionBody, SubscriptionItem } from './subscription.dto.js';
import { subscriptionOrders, toSubscriptionChange, toSubscriptionWire } from './subscription.wire.js';

/** The caller's subscriptions; stored, but nothing is sent, because this server watches no video. */
@WatcherV2Api(['vsaas/api/v2/my/subscriptions', 'vsaas/api/v2/profile/subscriptions'], { tag: 'subscriptions' })
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Endpoint('GET', '', {
    summary: "The caller's subscriptions",
    list: { type: SubscriptionItem, description: 'Subscriptions.' },
    errors: [400, 403],
  })
  async list(
    @SignedInUser() caller: UserCaller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly SubscriptionItem[]> {
    const { items } = await this.subscriptions.list(caller, toListQuery(parameters, subscriptionOrders), page);
    return items.map(toSubscriptionWire);
  }

  @Endpoint('POST', '', {
    summary: 'Subscribe to what happens at a camera',
    answer: { type: SubscriptionItem, description: 'The subscription.' },
    errors: [400, 403],
  })
  async create(
    @SignedInUser() caller: UserCaller,
    @Body(ObjectInput) body: NewSubscriptionBody,
  ): Promise<SubscriptionItem> {
    const made = await this.subscriptions.create(caller, {
      ...toSubscriptionChange(body),
      cameraName: body.camera,
      eventTypes: [body.event_type],
      notificationType: body.notification_type ?? 'push',
    });
    return toSubscriptionWire(made);
  }

  @Endpoint('GET', ':subscription_id', {
    summary: 'One subscription',
    answer: { type: SubscriptionItem, description: 'The subscription.' },
    errors: [403, 404],
  })
  async get(
    @SignedInUser() caller: UserCaller,
    @Param('subscription_id', RowId) id: number,
  ): Promise<SubscriptionItem> {
    return toSubscriptionWire(await this.subscriptions.get(caller, id));
  }

  @Endpoint('PUT', ':subscription_id', {
    summary: 'Change a subscription',
    description: 'What is left out stays.',
    answer: { type: SubscriptionItem, description: 'The subscription as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @SignedInUser() caller: UserCaller,
    @Param('subscription_id', RowId) id: number,
    @Body(ObjectInput) body: SubscriptionBody,
  ): Promise<SubscriptionItem> {
    return toSubscriptionWire(await this.subscriptions.update(caller, id, toSubscriptionChange(body)));
  }

  @Endpoint('DELETE', ':subscription_id', {
    summary: 'End a subscription',
    answer: { type: Success, description: 'Ended.' },
    errors: [403, 404],
  })
  async remove(@SignedInUser() caller: UserCaller, @Param('subscription_id', RowId) id: number): Promise<Success> {
    await this.subscriptions.remove(caller, id);
    return { success: true };
  }
}
