import type { Appearance, Installation, MailSettings } from './installation.js';

export type MailSecret = 'password' | 'apiKey';
export type MailSecrets = Readonly<Record<MailSecret, string | null>>;

/** The settings as stored in their row: what is not set is missing. */
export interface StoredInstallation {
  readonly appearance?: Partial<Appearance>;
  readonly mail?: Omit<MailSettings, MailSecret> | null;
  readonly maxSessions?: number | null;
  readonly others?: Installation['others'];
}

const plainAppearance: Appearance = {
  title: null,
  logo: null,
  logoAuth: null,
  favicon: null,
  primaryColor: null,
  secondaryColor: null,
  backgroundColor: null,
};
const plainMail: Omit<MailSettings, MailSecret> = {
  method: 'smtp',
  host: null,
  port: null,
  login: null,
  security: 'none',
  senderTitle: null,
  senderAddress: null,
};
export const noSecrets: MailSecrets = { password: null, apiKey: null };

/** Completes what is stored with defaults and the given secrets. */
export function toInstallation(stored: StoredInstallation, secrets: MailSecrets): Installation {
  return {
    appearance: { ...plainAppearance, ...stored.appearance },
    mail: stored.mail ? { ...plainMail, ...stored.mail, ...secrets } : null,
    maxSessions: stored.maxSessions ?? null,
    others: stored.others ?? {},
  };
}

/** Mail settings before anything is set. */
export const newMail: MailSettings = { ...plainMail, ...noSecrets };
