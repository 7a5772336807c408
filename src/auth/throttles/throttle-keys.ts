import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Vault } from '#config';

/** Names of counters: an HMAC, so that no store of counters is a list of who tried to log in from where. */
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

  /** Logins compare without regard to case, so do their counters. */
  ofLogin(login: string, ...more: readonly string[]): string {
    return this.of(login.toLowerCase(), ...more);
  }
}
