import { Vault, VaultError } from '#config';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { SecretLocation } from './secret-location.js';

/** Seals the secrets that were taken out of a row's values, bound to the row. */
@Injectable()
export class SealedLocations {
  constructor(private readonly vault: Vault) {}

  /** Nothing where it was sealed under another master secret. @param at the column and the row, such as `presets.secrets_sealed:1` */
  open(sealed: string | null, at: string): readonly SecretLocation[] {
    if (sealed === null) return [];
    try {
      // The border where our own sealed text becomes a type again.
      return JSON.parse(this.vault.open(sealed, at)) as readonly SecretLocation[];
    } catch (error) {
      if (error instanceof VaultError) return [];
      throw error;
    }
  }

  /** Sealing the same again gives another text; what did not change stays. */
  seal(locations: readonly SecretLocation[], at: string, before: string | null = null): string | null {
    if (locations.length === 0) return null;
    const text = JSON.stringify(locations);
    return before !== null && isDeepStrictEqual(JSON.parse(text), this.open(before, at))
      ? before
      : this.vault.seal(text, at);
  }
}
