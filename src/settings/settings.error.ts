import { type ObjectKind, objectRefusals } from '#database';

export const settingsRefusals = objectRefusals;
export type SettingsRefusal = (typeof settingsRefusals)[number];

/** Thrown by the settings room. `detail` is for the log, never for the caller. */
export class SettingsError extends Error {
  constructor(
    readonly code: SettingsRefusal,
    readonly detail: string = code,
    readonly facts: { readonly object?: ObjectKind; readonly field?: string } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'SettingsError';
  }
}
