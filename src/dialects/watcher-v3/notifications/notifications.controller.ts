import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { MessagesService } from '#notifications';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { NewNotification, Notified } from './message.dto.js';

/** Notifications to oneself, with which people try whether their devices are reached. */
@ApiTags('messages')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/notifications')
export class NotificationsController {
  constructor(private readonly messages: MessagesService) {}

  @Post('notify')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'notification_send',
    summary: 'Notify oneself',
    description: "It is kept among the caller's messages; this server pushes to no device.",
  })
  @ApiResponse({ status: 200, type: Notified, description: 'What became of it.' })
  @ApiFailures(400, 401, 403)
  async notify(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewNotification): Promise<Notified> {
    const user = signedInUser(caller);
    await this.messages.send(user, user.userId, { title: body.title, body: body.body ?? '', isPush: true });
    return { devices: 0 };
  }
}
