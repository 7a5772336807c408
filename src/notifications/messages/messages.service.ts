import { forbidden, memberOrganizations, type PersonName, userEditableOrganizations, visibleLogin } from '#access';
import { type Caller, isSuperuser, type UserCaller } from '#auth';
import { Clock } from '#config';
import { isRowId, referring } from '#database';
import { checkText, invalid, notFound } from '#errors';
import {
  entityFields,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { MessageEntity } from './message.entity.js';
import { type Message, type MessageChange, type MessageDraft, type MessageField, messageTypes } from './message.js';

const mostPerPerson = 1000;

interface MessageRow extends Omit<Message, 'sender' | 'recipient'> {
  readonly senderId: number | null;
  readonly senderLogin: string | null;
  readonly recipientId: number;
  readonly recipientLogin: string;
}

const fields: ListSource<MessageField>['fields'] = {
  ...entityFields(MessageEntity, 'm', ['id', 'title', 'body', 'type', 'isPush', 'isDashboard', 'wasRead', 'createdAt']),
  senderId: { sql: 's.id', type: 'integer', nullable: true },
  senderLogin: { sql: 's.login', type: 'text', nullable: true },
};
const columns: Readonly<Record<keyof MessageRow, string>> = {
  ...sqlOf(fields),
  recipientId: 'u.id',
  recipientLogin: 'visible.login',
};
/** With the recipient's login where the caller may see it; a sender reveals their own by writing. */
const sourceFor = (caller: Caller): ListSource<MessageField> => ({
  name: 'messages',
  from: (sql) => `messages m join users u on u.id = m.recipient_id left join users s on s.id = m.sender_id
    cross join lateral (select ${visibleLogin(caller, sql)} as login) visible`,
  fields,
  key: 'id',
  search: ['title', 'body'],
});

/**
 * Messages to people: everybody lists, reads and deletes their own. Superusers write to anybody, members who may edit
 * users to the people of their organizations, and everybody to themselves.
 */
@Injectable()
export class MessagesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly clock: Clock,
  ) {}

  /** Those that the caller received. @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: UserCaller, query: ListQuery<MessageField>, page: Page): Promise<ListPage<Message>> {
    return this.read(caller, (sql) => `m.recipient_id = ${sql.add(caller.userId)}`, query, page);
  }

  async count(caller: UserCaller, query: ListQuery<MessageField>): Promise<number> {
    return this.lists.count(sourceFor(caller), (sql) => `m.recipient_id = ${sql.add(caller.userId)}`, query);
  }

  /** How many the caller has not read yet. */
  async unread(caller: UserCaller): Promise<number> {
    return this.count(caller, { where: [{ operator: 'in', field: 'wasRead', values: [false] }] });
  }

  /** One that the caller received or sent. @throws DomainError object.not-found (message) */
  async get(caller: UserCaller, id: number): Promise<Message> {
    if (!isRowId(id)) notFound('message', String(id));
    const only = { where: [{ operator: 'in', field: 'id', values: [id] }] } as const;
    const { items } = await this.read(caller, (sql) => ownMessages(caller, sql), only, { limit: 1 });
    return items[0] ?? notFound('message', String(id));
  }

  /**
   * Sends a message to one person. Of more than 1000 messages to one person the oldest is deleted.
   * @throws DomainError object.invalid (title, body, type), object.not-found (user: missing, or one that the caller may not write to)
   */
  async send(caller: Caller, recipientId: number, draft: MessageDraft): Promise<Message> {
    check(draft);
    if (!isRowId(recipientId)) notFound('user', String(recipientId));
    const sql = new SqlParameters();
    const sender = caller.kind === 'user' ? caller.userId : null;
    const written = this.dataSource.query<{ readonly id: number }[]>(
      `insert into messages (recipient_id, sender_id, title, body, type, is_push, is_dashboard, created_at)
       select u.id, ${sql.add(sender)}::integer, ${sql.add(draft.title)}, ${sql.add(draft.body)},
         ${sql.add(draft.type ?? 'info')}, ${sql.add(draft.isPush ?? false)}::boolean,
         ${sql.add(draft.isDashboard ?? false)}::boolean, ${sql.add(this.clock.now())}::timestamptz
       from users u where u.id = ${sql.add(recipientId)} and ${mayReceive(caller, sql)}
       returning id`,
      sql.values,
    );
    const [created] = await referring('message', 'recipientId', written);
    if (created === undefined) notFound('user', String(recipientId));
    await this.dataSource.query(
      `delete from messages where recipient_id = $1 and id <= (
         select id from messages where recipient_id = $1 order by id desc offset ${mostPerPerson} limit 1)`,
      [recipientId],
    );
    const only = { where: [{ operator: 'in', field: 'id', values: [created.id] }] } as const;
    const { items } = await this.read(caller, () => 'true', only, { limit: 1 });
    return items[0] ?? notFound('user', `${recipientId} is gone`);
  }

  /**
   * The recipient marks it as read or unread, the sender changes its content.
   * @throws DomainError object.not-found (message), object.forbidden, object.invalid
   */
  async update(caller: UserCaller, id: number, change: MessageChange): Promise<Message> {
    check(change);
    const now = await this.get(caller, id);
    const { wasRead, ...content } = change;
    if (wasRead !== undefined && now.recipient.id !== caller.userId) throw forbidden('message');
    if (Object.values(content).some((value) => value !== undefined) && now.sender?.id !== caller.userId)
      throw forbidden('message');
    // Each sets what is theirs in one statement, so that a sender and a recipient at the same moment both count.
    await this.dataSource.query(
      `update messages set was_read = coalesce($2::boolean, was_read), title = coalesce($3, title),
         body = coalesce($4, body), type = coalesce($5, type), is_push = coalesce($6::boolean, is_push),
         is_dashboard = coalesce($7::boolean, is_dashboard)
       where id = $1`,
      [id, wasRead, content.title, content.body, content.type, content.isPush, content.isDashboard].map(
        (value) => value ?? null,
      ),
    );
    return this.get(caller, id);
  }

  /** The recipient's, or the sender's. @throws DomainError object.not-found (message) */
  async remove(caller: UserCaller, id: number): Promise<void> {
    if (!isRowId(id)) notFound('message', String(id));
    const sql = new SqlParameters();
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      `delete from messages m where m.id = ${sql.add(id)} and ${ownMessages(caller, sql)}`,
      sql.values,
    );
    if (removed === 0) notFound('message', String(id));
  }

  private async read(
    caller: Caller,
    scope: (sql: SqlParameters) => string,
    query: ListQuery<MessageField>,
    page: Page,
  ): Promise<ListPage<Message>> {
    const { items, ...cursors } = await this.lists.page<MessageField, MessageRow>(
      sourceFor(caller),
      columns,
      scope,
      query,
      page,
    );
    return { items: items.map(toMessage), ...cursors };
  }
}

function toMessage({ senderId, senderLogin, recipientId, recipientLogin, ...message }: MessageRow): Message {
  const sender: PersonName | null =
    senderId === null || senderLogin === null ? null : { id: senderId, login: senderLogin };
  return { ...message, sender, recipient: { id: recipientId, login: recipientLogin } };
}

/** A SQL condition on `messages m`. */
function ownMessages(caller: UserCaller, sql: SqlParameters): string {
  const user = sql.add(caller.userId);
  return `(m.recipient_id = ${user} or m.sender_id = ${user})`;
}

/** To whom a caller may write: a SQL condition on `users u`. */
function mayReceive(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const user = sql.add(caller.userId);
  return `(u.id = ${user} or exists (
    (${userEditableOrganizations(user)}) intersect (${memberOrganizations('u.id')})))`;
}

function check({ title, body, type }: MessageChange): void {
  if (title !== undefined) checkText('message', 'title', title, { min: 1, max: 255 });
  if (body !== undefined) {
    checkText('message', 'body', body, { max: 65_536 });
    if (Buffer.byteLength(body) > 65_536) invalid('message', 'body', 'longer than 64 KiB');
  }
  if (type !== undefined && !messageTypes.includes(type)) invalid('message', 'type');
}
