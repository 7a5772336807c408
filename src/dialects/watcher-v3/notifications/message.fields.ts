import type { PersonName } from '#access';
import type { Message, MessageChange, MessageDraft, MessageField, MessageType } from '#notifications';
import { type WireField, wireList } from '../collections/wire-list.js';
import type { MessageChangeBody, NewMessage } from './message.dto.js';

type Field = WireField<Message, MessageField>;

/** The message object (GO25), in the order in which it is written. */
const fields: readonly Field[] = [
  { kind: 'stored', path: 'id', type: 'integer', field: 'id' },
  { kind: 'stored', path: 'title', type: 'string', field: 'title' },
  { kind: 'stored', path: 'body', type: 'string', field: 'body' },
  { kind: 'stored', path: 'type', type: 'string', field: 'type' },
  { kind: 'stored', path: 'is_push', type: 'boolean', field: 'isPush' },
  { kind: 'stored', path: 'is_dashboard', type: 'boolean', field: 'isDashboard' },
  { kind: 'stored', path: 'was_read', type: 'boolean', field: 'wasRead' },
  { kind: 'fixed', path: 'is_deleted', type: 'boolean', value: false },
  { kind: 'stored', path: 'created_at', type: 'utc_ms', field: 'createdAt' },
  { kind: 'stored', path: 'sender.id', type: 'integer', field: 'senderId', show: ({ sender }) => sender?.id },
  { kind: 'stored', path: 'sender.name', type: 'string', field: 'senderLogin', show: ({ sender }) => sender?.login },
  { kind: 'derived', path: 'user', show: ({ recipient }) => toPersonWire(recipient) },
];
export const messageList = wireList<Message, MessageField>(fields, ['id']);

function toPersonWire({ id, login }: PersonName): object {
  return { id, name: login };
}

export function readMessage({ title, body = '', type, is_push, is_dashboard }: NewMessage): MessageDraft {
  // The border: ChoiceField has rejected every other value.
  return { title, body, type: type as MessageType | undefined, isPush: is_push, isDashboard: is_dashboard };
}

/**
 * What a body changes of a message. What it repeats unchanged is left out: clients send back whole objects, and a
 * recipient must not be rejected for fields that they did not touch.
 */
export function readMessageChange(body: MessageChangeBody, current: Message): MessageChange {
  const wanted: MessageChange = {
    title: body.title,
    body: body.body,
    type: body.type as MessageType | undefined,
    isPush: body.is_push,
    isDashboard: body.is_dashboard,
    wasRead: body.was_read,
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => value !== current[key as keyof MessageChange]),
  );
}
