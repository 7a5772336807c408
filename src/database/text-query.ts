import type { Connection, Submittable } from 'pg';

/** A row as PostgreSQL writes it: each column a text, or null. */
export type TextRow = readonly (string | null)[];

/** What a statement runs under, by the name of the setting; it ends with the statement. */
export type StatementSettings = Readonly<Record<string, string>>;

export interface TextStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Parsed once a connection under this name; undefined: parsed and planned for its values. */
  readonly name: string | undefined;
  readonly settings?: StatementSettings | undefined;
}

/** `pg` keeps by name what a connection has parsed; its types leave it out. */
type NamingConnection = Connection & { readonly parsedStatements: Readonly<Record<string, string | undefined>> };

/** What of a message of the server is used here. */
interface DataRow {
  readonly fields: TextRow;
}

/**
 * A statement on its way through `pg`'s client, without what its own `Query` spends on types of columns, copies and events.
 * Settings go ahead in the same message: up to the one `Sync` at its end all is one transaction, so they end with it, whatever
 * becomes of the statement, and no round trip is made for `begin` and `commit`.
 */
export class TextQuery implements Submittable {
  /** The client notes these of what it has parsed. */
  readonly name: string | undefined;
  readonly text: string;
  /** The client sets it when it has none; it is called once. */
  readonly callback: (error: Error | null) => void;
  readonly rows: TextRow[] = [];
  private readonly values: (string | Buffer | null)[];
  private readonly settings: StatementSettings | undefined;
  /** The rows of the settings are not ours. */
  private ahead: boolean;

  constructor(statement: TextStatement, done: (error: Error | undefined, rows: readonly TextRow[]) => void) {
    this.name = statement.name;
    this.text = statement.text;
    this.values = statement.values.map(toText);
    this.settings = statement.settings;
    this.ahead = statement.settings !== undefined;
    this.callback = (error) => done(error ?? undefined, this.rows);
  }

  submit(connection: Connection): null {
    const { stream } = connection;
    stream.cork();
    try {
      if (this.settings !== undefined) this.sendSettings(connection, this.settings);
      const parsed = (connection as NamingConnection).parsedStatements;
      if (this.name === undefined || parsed[this.name] === undefined)
        connection.parse({ name: this.name ?? '', text: this.text, types: [] }, true);
      connection.bind({ ...(this.name === undefined ? {} : { statement: this.name }), values: this.values }, true);
      connection.execute({}, true);
      connection.sync();
    } finally {
      stream.uncork();
    }
    return null;
  }

  private sendSettings(connection: Connection, settings: StatementSettings): void {
    const names = Object.keys(settings);
    const calls = names.map((name, index) => `set_config('${name}', $${index + 1}, true)`);
    connection.parse({ name: '', text: `select ${calls.join(', ')}`, types: [] }, true);
    connection.bind({ values: Object.values(settings) }, true);
    connection.execute({}, true);
  }

  handleDataRow({ fields }: DataRow): void {
    if (!this.ahead) this.rows.push(fields);
  }

  handleCommandComplete(): void {
    this.ahead = false;
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  /** None of these is sent for what we ask. */
  handleRowDescription(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}
  handleCopyInResponse(connection: Connection & { readonly sendCopyFail: (reason: string) => void }): void {
    connection.sendCopyFail('no data is there');
  }
}

/** A value as PostgreSQL reads its text. */
function toText(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(toElement).join(',')}}`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

function toElement(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(toElement).join(',')}}`;
  const text = toText(value);
  if (text === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `"${(Buffer.isBuffer(text) ? `\\x${text.toString('hex')}` : text).replace(/["\\]/g, '\\$&')}"`;
}
