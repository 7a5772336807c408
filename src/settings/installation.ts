/** How the interface looks; pictures are `data:` URLs of at most 256 KiB each. */
export interface Appearance {
  readonly title: string | null;
  readonly logo: string | null;
  readonly logoAuth: string | null;
  readonly favicon: string | null;
  readonly primaryColor: string | null;
  readonly secondaryColor: string | null;
  readonly backgroundColor: string | null;
}

/** How mail is sent. The password and the key are sealed, and never returned. */
export interface MailSettings {
  readonly method: 'smtp' | 'sendgrid';
  readonly host: string | null;
  /** 1 to 65535. */
  readonly port: number | null;
  readonly login: string | null;
  readonly password: string | null;
  readonly security: 'none' | 'tls' | 'starttls';
  readonly senderTitle: string | null;
  readonly senderAddress: string | null;
  readonly apiKey: string | null;
}

/** What administrators set while the server runs. */
export interface Installation {
  readonly appearance: Appearance;
  /** Null: not set here; the environment's `SMTP_URL` applies. */
  readonly mail: MailSettings | null;
  /** Sessions of a user who has no limit of their own; null: 50. */
  readonly maxSessions: number | null;
  /** Values of a single dialect (`map_*`, `global_*`), stored unchanged: at most 200 keys of scalars. */
  readonly others: Readonly<Record<string, string | number | boolean | null>>;
}
