import { Body } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { MessagesService } from '#notifications';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { NewNotification, Notified } from './message.dto.js';

/** Notifications to oneself, with which people try whether their devices are reached. */
@ClientApi('notifications', { tag: 'messages' })
export class NotificationsController {
  constructor(private readonly messages: MessagesService) {}

  @Endpoint('POST', 'notify', {
    operationId: 'notification_send',
    summary: 'Notify oneself',
    description: "It is stored among the caller's messages; this server pushes to no device.",
    answer: { type: Notified, description: 'The result.' },
    errors: [400, 401, 403],
  })
  async notify(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewNotification): Promise<Notified> {
    const user = signedInUser(caller);
    await this.messages.send(user, user.userId, { title: body.title, body: body.body ?? '', isPush: true });
    return { devices: 0 };
  }
}
