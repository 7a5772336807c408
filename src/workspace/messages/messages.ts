import type { Caller, UserCaller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { Message, MessageChange, MessageDraft, MessageField } from './message.js';

/**
 * What people are told: everybody lists, reads and deletes their own. Superusers write to anybody, members who may edit
 * users to the people of their organizations, and everybody to themselves.
 */
@Injectable()
export class Messages {
  /** Those that the caller received. */
  async list(_caller: UserCaller, _query: ListQuery<MessageField>, _page: Page): Promise<ListPage<Message>> {
    throw new Error('not built yet');
  }

  async count(_caller: UserCaller, _query: ListQuery<MessageField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** How many the caller has not read yet. */
  async unread(_caller: UserCaller): Promise<number> {
    throw new Error('not built yet');
  }

  /** One that the caller received or sent. @throws WorkspaceError object.not-found (message) */
  async get(_caller: UserCaller, _id: number): Promise<Message> {
    throw new Error('not built yet');
  }

  /**
   * Tells one person; `devices` is on how many of their confirmed devices it would appear if it is a push message.
   * The oldest of more than 1000 messages of one person goes.
   * @throws WorkspaceError object.invalid (title, body, type), object.not-found (user: missing, or not the caller's to tell)
   */
  async send(
    _caller: Caller,
    _recipientId: number,
    _draft: MessageDraft,
  ): Promise<{ readonly message: Message; readonly devices: number }> {
    throw new Error('not built yet');
  }

  /**
   * The recipient marks it as read or unread, the sender changes what it says.
   * @throws WorkspaceError object.not-found (message), object.forbidden, object.invalid
   */
  async update(_caller: UserCaller, _id: number, _change: MessageChange): Promise<Message> {
    throw new Error('not built yet');
  }

  /** The recipient's, or the sender's. @throws WorkspaceError object.not-found (message) */
  async remove(_caller: UserCaller, _id: number): Promise<void> {
    throw new Error('not built yet');
  }
}
