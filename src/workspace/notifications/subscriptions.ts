import type { UserCaller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type {
  NotificationType,
  Subscription,
  SubscriptionChange,
  SubscriptionDraft,
  SubscriptionField,
} from './subscription.js';

/**
 * What people want to be told of, each their own. Stored for the clients that show it: nothing happens at cameras here,
 * so nothing is told, and no webhook is called. A subscription to a camera that its owner no longer sees is hidden.
 */
@Injectable()
export class Subscriptions {
  async list(_caller: UserCaller, _query: ListQuery<SubscriptionField>, _page: Page): Promise<ListPage<Subscription>> {
    throw new Error('not built yet');
  }

  async count(_caller: UserCaller, _query: ListQuery<SubscriptionField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (subscription) */
  async get(_caller: UserCaller, _id: number): Promise<Subscription> {
    throw new Error('not built yet');
  }

  /**
   * At most 1000 a person.
   * @throws WorkspaceError object.invalid (cameraName: missing or hidden; eventTypes, frequencySeconds, webhook), limit.reached
   */
  async create(_caller: UserCaller, _draft: SubscriptionDraft): Promise<Subscription> {
    throw new Error('not built yet');
  }

  /**
   * The one subscription of its kind to a camera: makes it, or changes the one that there is (v3).
   * @throws WorkspaceError as create
   */
  async put(_caller: UserCaller, _draft: SubscriptionDraft): Promise<Subscription> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (subscription), object.invalid */
  async update(_caller: UserCaller, _id: number, _change: SubscriptionChange): Promise<Subscription> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (subscription) */
  async remove(_caller: UserCaller, _id: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** All of the caller's of this kind to this camera. @throws WorkspaceError object.not-found (subscription) when there are none */
  async removeFrom(_caller: UserCaller, _cameraName: string, _type: NotificationType): Promise<void> {
    throw new Error('not built yet');
  }
}
