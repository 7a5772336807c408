import type { UserCaller } from '#auth';
import { Injectable } from '@nestjs/common';

/** A browser that notifications would go to (W3C Push API). */
export interface BrowserSubscription {
  /** https, at most 2048 characters. */
  readonly endpoint: string;
  /** base64url, at most 512 characters each. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Everybody's own browsers. An endpoint belongs to whoever registered it last. Nothing is sent there. */
@Injectable()
export class WebPush {
  /** Idempotent; at most 100 a person: the oldest goes. @throws WorkspaceError object.invalid (endpoint, keys) */
  async subscribe(_caller: UserCaller, _subscription: BrowserSubscription): Promise<void> {
    throw new Error('not built yet');
  }

  async has(_caller: UserCaller, _endpoint: string): Promise<boolean> {
    throw new Error('not built yet');
  }

  /** @returns whether there was one */
  async unsubscribe(_caller: UserCaller, _endpoint: string): Promise<boolean> {
    throw new Error('not built yet');
  }
}
