import { Injectable } from '@nestjs/common';
import type { DoneBy } from './done-by.js';

/** The key that may do anything: the setting's until administrators give another one, which then counts alone. */
@Injectable()
export class SystemKey {
  /** Whether this is it; compared in constant time. */
  async is(_key: string): Promise<boolean> {
    throw new Error('not built yet');
  }

  /** The key; undefined where there is none. Audited. */
  async reveal(_by?: DoneBy): Promise<string | undefined> {
    throw new Error('not built yet');
  }

  /** @param key 32 to 255 characters. @throws AuthError account.invalid (systemKey) */
  async change(_key: string, _by?: DoneBy): Promise<void> {
    throw new Error('not built yet');
  }
}
