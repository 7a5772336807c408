import { DomainError } from '#errors';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { WebPushService } from '#notifications';
import { InputError } from '../../http/input.error.js';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { WebPushEndpoint, WebPushSubscription } from './web-push.dto.js';

/** Browsers that the caller's notifications would go to; this server pushes to none of them. */
@ApiTags('web_push')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/web_push')
export class WebPushController {
  constructor(private readonly browsers: WebPushService) {}

  @Post('subscribe')
  @HttpCode(204)
  @ApiOperation({ operationId: 'web_push_subscribe', summary: 'Register a browser' })
  @ApiResponse({ status: 204, description: 'Registered.' })
  @ApiFailures(400, 401, 403)
  async subscribe(@CurrentCaller() caller: Caller, @Body(objectBody) body: WebPushSubscription): Promise<void> {
    const { endpoint, keys } = body;
    await this.browsers.subscribe(signedInUser(caller), { endpoint, keys });
  }

  @Get('subscription')
  @HttpCode(204)
  @ApiOperation({ operationId: 'web_push_subscription_existence_get', summary: 'Whether a browser is registered' })
  @ApiQuery({ name: 'endpoint', required: true, type: String, example: 'https://fcm.googleapis.com/fcm/send/abc' })
  @ApiResponse({ status: 204, description: 'It is.' })
  @ApiFailures(400, 401, 403, 404)
  async exists(@CurrentCaller() caller: Caller, @Query('endpoint') endpoint: unknown): Promise<void> {
    if (typeof endpoint !== 'string' || endpoint === '')
      throw InputError.at('endpoint', 'missing_required', 'endpoint is required, once.');
    if (!(await this.browsers.has(signedInUser(caller), endpoint))) throw unknownBrowser();
  }

  @Post('unsubscribe')
  @HttpCode(204)
  @ApiOperation({ operationId: 'web_push_unsubscribe', summary: 'Forget a browser' })
  @ApiResponse({ status: 204, description: 'Forgotten.' })
  @ApiFailures(400, 401, 403, 404)
  async unsubscribe(@CurrentCaller() caller: Caller, @Body(objectBody) body: WebPushEndpoint): Promise<void> {
    if (!(await this.browsers.unsubscribe(signedInUser(caller), body.endpoint))) throw unknownBrowser();
  }
}

function unknownBrowser(): DomainError {
  return new DomainError('object.not-found', 'browser', { object: 'subscription' });
}
