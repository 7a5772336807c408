import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { MessagesService } from '#notifications';
import { signedInUser } from '../account/signed-in-user.js';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { MessageChangeBody, NewMessage } from './message.dto.js';
import { MessageAnswer, messageList, readMessage, readMessageChange, SentMessage } from './message.fields.js';

const messageId = new RowIdPipe('message');

/** Messages: everybody reads their own, managers write to the people of their organizations. */
@ClientApi('messages', { tag: 'messages' })
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Endpoint('GET', '', {
    operationId: 'messages_list',
    summary: 'The messages of the caller',
    list: { key: 'messages', item: MessageAnswer, sort: '-created_at', select: 'title,was_read' },
    errors: [400, 401, 403],
  })
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

  @Endpoint('POST', '', {
    operationId: 'message_send',
    summary: 'Send a message',
    description:
      'Administrators write to anybody, members who may edit users to the people of their organizations, everybody to themselves. ' +
      'Where a person has more than 1000 messages, the oldest is deleted.',
    requires: ['organizations:manage', { orMember: true }],
    answer: { type: SentMessage, description: 'The message.' },
    errors: [400, 401, 403, 404],
  })
  async send(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewMessage): Promise<Wire> {
    const message = await this.messages.send(caller, body.user_id, readMessage(body));
    // Nothing leaves this server for a device.
    return { ...toWire(messageList, message, undefined), devices: 0 };
  }

  @Endpoint('GET', ':message_id', {
    operationId: 'message_get',
    summary: 'One message that the caller received or sent',
    answer: { type: MessageAnswer, description: 'The message.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('message_id', messageId) id: number): Promise<Wire> {
    return toWire(messageList, await this.messages.get(signedInUser(caller), id), undefined);
  }

  @Endpoint('PUT', ':message_id', {
    operationId: 'message_update',
    summary: 'Mark or reword a message',
    description: 'The recipient changes `was_read`, the sender the rest.',
    answer: { type: MessageAnswer, description: 'The whole message.' },
    errors: [400, 401, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('message_id', messageId) id: number,
    @Body(objectBody) body: MessageChangeBody,
  ): Promise<Wire> {
    const user = signedInUser(caller);
    const change = readMessageChange(body, await this.messages.get(user, id));
    return toWire(messageList, await this.messages.update(user, id, change), undefined);
  }

  @Endpoint('DELETE', ':message_id', {
    operationId: 'message_delete',
    summary: 'Delete a message that the caller received or sent',
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('message_id', messageId) id: number): Promise<void> {
    await this.messages.remove(signedInUser(caller), id);
  }
}
