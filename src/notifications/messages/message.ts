import type { PersonName } from '#access';

export const messageTypes = ['info', 'warning', 'danger'] as const;
export type MessageType = (typeof messageTypes)[number];

/** A message to one person. */
export interface Message {
  readonly id: number;
  /** At most 255 characters. */
  readonly title: string;
  /** At most 64 KiB. */
  readonly body: string;
  readonly type: MessageType;
  /** Meant for the recipient's devices; this server pushes to none. */
  readonly isPush: boolean;
  /** Meant for the recipient's first page. */
  readonly isDashboard: boolean;
  readonly wasRead: boolean;
  /** Null: the system, or a deleted user. */
  readonly sender: PersonName | null;
  readonly recipient: PersonName;
  readonly createdAt: Date;
}
export type MessageField =
  'id' | 'title' | 'body' | 'type' | 'isPush' | 'isDashboard' | 'wasRead' | 'senderId' | 'senderLogin' | 'createdAt';

export interface MessageDraft {
  readonly title: string;
  readonly body: string;
  readonly type?: MessageType | undefined;
  readonly isPush?: boolean | undefined;
  readonly isDashboard?: boolean | undefined;
}
/** A recipient changes `wasRead`, the sender the rest. */
export type MessageChange = {
  readonly [K in keyof MessageDraft]?: MessageDraft[K] | undefined;
} & { readonly wasRead?: boolean | undefined };
