import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Vault } from '#config';

/** Keys of counters: an HMAC, so that a store of counters does not show who tried to log in from where. */
@Injectable()
export class ThrottleKeys {
  private readonly key: Buffer;

  constructor(vault: Vault) {
    this.key = vault.derive('throttle keys');
  }

  of(...parts: readonly string[]): string {
    const mac = createHmac('sha256', this.key);
    for (const part of parts) mac.update(`${part.length}:${part}`);
    return mac.digest('base64url');
  }

  /** Logins are compared without regard to case, so are their counters. */
  ofLogin(login: string, ...more: readonly string[]): string {
    return this.of(login.toLowerCase(), ...more);
  }
}
