import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { MessagesService } from '#notifications';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { Message, MessageChangeBody, NewMessage, SentMessage } from './message.dto.js';
import { messageList, readMessage, readMessageChange } from './message.fields.js';

const messageId = new RowIdPipe('message');
const ofMessage = { name: 'message_id', type: Number, description: 'Its id.', example: 1 };

/** What people are told: everybody reads their own, managers write to the people of their organizations. */
@ApiTags('messages')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Get()
  @ApiOperation({ operationId: 'messages_list', summary: 'What the caller was told', description: filtersText })
  @ApiCollectionParameters({ sort: '-created_at', select: 'title,was_read' })
  @ApiPageAnswer('messages', Message)
  @ApiFailures(400, 401, 403)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    const user = signedInUser(caller);
    return answerCollection({
      key: 'messages',
      list: messageList,
      parameters,
      searchable: true,
      page: (query, page) => this.messages.list(user, query, page),
      count: (query) => this.messages.count(user, query),
      context: () => undefined,
    });
  }

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @ApiOperation({
    operationId: 'message_send',
    summary: 'Tell somebody something',
    description:
      'Administrators tell anybody, members who may edit users the people of their organizations, everybody themselves. ' +
      'Of a person with more than 1000 messages the oldest goes.',
  })
  @ApiResponse({ status: 200, type: SentMessage, description: 'The message.' })
  @ApiFailures(400, 401, 403, 404)
  async send(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewMessage): Promise<Wire> {
    const message = await this.messages.send(caller, body.user_id, readMessage(body));
    // Nothing leaves this server for a device.
    return { ...toWire(messageList, message, undefined), devices: 0 };
  }

  @Get(':message_id')
  @ApiOperation({ operationId: 'message_get', summary: 'One message that the caller received or sent' })
  @ApiParam(ofMessage)
  @ApiResponse({ status: 200, type: Message, description: 'The message.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('message_id', messageId) id: number): Promise<Wire> {
    return toWire(messageList, await this.messages.get(signedInUser(caller), id), undefined);
  }

  @Put(':message_id')
  @ApiOperation({
    operationId: 'message_update',
    summary: 'Mark or reword a message',
    description: 'The recipient says `was_read`, the sender the rest.',
  })
  @ApiParam(ofMessage)
  @ApiResponse({ status: 200, type: Message, description: 'The whole message.' })
  @ApiFailures(400, 401, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('message_id', messageId) id: number,
    @Body(objectBody) body: MessageChangeBody,
  ): Promise<Wire> {
    const user = signedInUser(caller);
    const change = readMessageChange(body, await this.messages.get(user, id));
    return toWire(messageList, await this.messages.update(user, id, change), undefined);
  }

  @Delete(':message_id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'message_delete', summary: 'Delete a message that the caller received or sent' })
  @ApiParam(ofMessage)
  @ApiResponse({ status: 204, description: 'Deleted.' })
  @ApiFailures(401, 403, 404)
  async delete(@CurrentCaller() caller: Caller, @Param('message_id', messageId) id: number): Promise<void> {
    await this.messages.remove(signedInUser(caller), id);
  }
}
