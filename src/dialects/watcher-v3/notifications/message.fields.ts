import type { PersonName } from '#access';
import {
  type Message,
  type MessageChange,
  type MessageDraft,
  type MessageField,
  type MessageType,
  messageTypes,
} from '#notifications';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';
import type { MessageChangeBody, NewMessage } from './message.dto.js';

const person = answerClass('MessagePerson', [
  { path: 'id', type: 'integer', description: 'Id of the user.', example: 1 },
  { path: 'name', description: 'Login.', example: 'admin' },
]);

/** The message object (GO25), in the order in which it is written. */
const fields: readonly WireField<Message, MessageField>[] = [
  stored('id', 'integer', 'id', { description: 'Its id.', example: 1 }),
  stored('title', 'string', 'title', { description: 'In short.', example: 'Maintenance tonight' }),
  stored('body', 'string', 'body', { description: 'In full.', example: 'From **22:00**.' }),
  stored('type', 'string', 'type', { enum: messageTypes, description: 'How clients show it.', example: 'warning' }),
  stored('is_push', 'boolean', 'isPush', { description: "Meant for the recipient's devices.", example: false }),
  stored('is_dashboard', 'boolean', 'isDashboard', {
    description: "Meant for the recipient's first page.",
    example: true,
  }),
  stored('was_read', 'boolean', 'wasRead', { description: 'Whether the recipient has read it.', example: false }),
  {
    kind: 'fixed',
    path: 'is_deleted',
    type: 'boolean',
    value: false,
    description: 'Always false: a deleted message is gone.',
    example: false,
  },
  stored('created_at', 'utc_ms', 'createdAt', { description: 'Milliseconds since 1970. Our addition.' }),
  stored('sender.id', 'integer', 'senderId', { show: ({ sender }) => sender?.id }),
  stored('sender.name', 'string', 'senderLogin', { show: ({ sender }) => sender?.login }),
  derived('user', ({ recipient }) => toPersonWire(recipient), { schema: person, description: 'The recipient.' }),
];

export const messageList = wireList<Message, MessageField>(fields, ['id']);

const parts = {
  sender: { schema: person, optional: true, description: 'The sender; absent: the system, or a user who was deleted.' },
} as const;

/** A message to one person (GO25 `Message`). */
export const MessageAnswer = answerClass('Message', fields, parts);

/** What `POST /messages` answers: the message, and how many devices it was pushed to. */
export const SentMessage = answerClass(
  'SentMessage',
  [
    ...fields,
    {
      path: 'devices',
      type: 'integer',
      description: 'Devices it was pushed to: this server pushes to none.',
      example: 0,
    },
  ],
  parts,
);

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
