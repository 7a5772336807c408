import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires, type UserCaller } from '#auth';
import { SubscriptionsService } from '#notifications';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewSubscriptionBody, SubscriptionBody, SubscriptionItem } from './subscription.dto.js';
import { subscriptionOrders, toSubscriptionChange, toSubscriptionWire } from './subscription.wire.js';

/** What the caller wants to be told of; kept, but nothing is told, because nothing is watched here. */
@ApiTags('subscriptions')
@ApiAuthorization()
@Requires('cameras:read')
@Controller(['vsaas/api/v2/my/subscriptions', 'vsaas/api/v2/profile/subscriptions'])
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Get()
  @ApiOperation({ summary: "The caller's subscriptions" })
  @ApiList(SubscriptionItem, 'Subscriptions.')
  @ApiFailures(400, 403)
  async list(
    @SignedInUser() caller: UserCaller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly SubscriptionItem[]> {
    const { items } = await this.subscriptions.list(caller, toListQuery(parameters, subscriptionOrders), page);
    return items.map(toSubscriptionWire);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Subscribe to what happens at a camera' })
  @ApiResponse({ status: 200, type: SubscriptionItem, description: 'The subscription.' })
  @ApiFailures(400, 403)
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

  @Get(':subscription_id')
  @ApiOperation({ summary: 'One subscription' })
  @ApiResponse({ status: 200, type: SubscriptionItem, description: 'The subscription.' })
  @ApiFailures(403, 404)
  async get(
    @SignedInUser() caller: UserCaller,
    @Param('subscription_id', RowId) id: number,
  ): Promise<SubscriptionItem> {
    return toSubscriptionWire(await this.subscriptions.get(caller, id));
  }

  @Put(':subscription_id')
  @ApiOperation({ summary: 'Change a subscription', description: 'What is left out stays.' })
  @ApiResponse({ status: 200, type: SubscriptionItem, description: 'The subscription as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @SignedInUser() caller: UserCaller,
    @Param('subscription_id', RowId) id: number,
    @Body(ObjectInput) body: SubscriptionBody,
  ): Promise<SubscriptionItem> {
    return toSubscriptionWire(await this.subscriptions.update(caller, id, toSubscriptionChange(body)));
  }

  @Delete(':subscription_id')
  @ApiOperation({ summary: 'End a subscription' })
  @ApiResponse({ status: 200, type: Success, description: 'Ended.' })
  @ApiFailures(403, 404)
  async remove(@SignedInUser() caller: UserCaller, @Param('subscription_id', RowId) id: number): Promise<Success> {
    await this.subscriptions.remove(caller, id);
    return { success: true };
  }
}
