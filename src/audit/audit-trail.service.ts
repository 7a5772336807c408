import { notFound } from '#errors';
import { Injectable } from '@nestjs/common';
import { type Page } from '#lists';
import { type ListPage, type ListQuery, type ListSource, ListsService, type Scope } from '#lists';
import { DataSource } from 'typeorm';

export type AuditField =
  | 'id'
  | 'createdAt'
  | 'event'
  | 'actor'
  | 'actorName'
  | 'subject'
  | 'subjectLogin'
  | 'dialect'
  | 'ip'
  | 'userAgent'
  | 'requestId'
  | 'reason'
  | 'outcome'
  | 'client';

/** One recorded event. */
export interface AuditEntry {
  readonly id: number;
  readonly createdAt: Date;
  /** An `AuditEventName`. */
  readonly event: string;
  /** `user:<id>`, `client:<client id>`, `system`, `cli`, `guest`; null when unknown. */
  readonly actor: string | null;
  /**
   * The actor's name: a login, a client id, `system` for the server itself, `guest` for an unidentified caller; for a failed
   * login the login of the account, empty where there is no such account.
   */
  readonly actorName: string;
  /** What it was done to, in the same form, or `session:<id>`, `camera:<id>` and so on. */
  readonly subject: string | null;
  /** The login, where the subject is a user who still exists. */
  readonly subjectLogin: string | null;
  readonly dialect: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly reason: string | null;
  /** `success` or `failure`; null in entries of old versions. */
  readonly outcome: string | null;
  /** The client id of the program through which a person did it. */
  readonly client: string | null;
}

type Row = Omit<AuditEntry, 'id'> & { readonly id: string };

const text = { type: 'text', nullable: true } as const;
const source: ListSource<AuditField> = {
  name: 'audit',
  from: 'audit_events e',
  fields: {
    id: { sql: 'e.id', type: 'bigint', nullable: false },
    createdAt: { sql: 'e.at', type: 'time', nullable: false },
    event: { sql: 'e.event', type: 'text', nullable: false },
    actor: { sql: 'e.actor', ...text },
    actorName: { sql: actorName(), type: 'text', nullable: false },
    subject: { sql: 'e.subject', ...text },
    subjectLogin: { sql: loginOf('e.subject'), ...text },
    dialect: { sql: 'e.door', ...text },
    ip: { sql: 'e.ip', ...text },
    userAgent: { sql: 'e.user_agent', ...text },
    requestId: { sql: 'e.request_id', ...text },
    reason: { sql: 'e.reason', ...text },
    outcome: { sql: 'e.outcome', ...text },
    client: { sql: 'e.client', ...text },
  },
  key: 'id',
};
// The border: a column for each field, under its name.
const columns = Object.fromEntries(Object.entries(source.fields).map(([name, { sql }]) => [name, sql])) as Readonly<
  Record<AuditField, string>
>;

function actorName(): string {
  return `CASE WHEN e.actor IN ('system', 'cli') THEN 'system'
               WHEN e.actor LIKE 'client:%' THEN substr(e.actor, 8)
               WHEN e.actor IS NOT NULL THEN coalesce(${loginOf('e.actor')}, e.actor)
               WHEN starts_with(e.event, 'authn_login_fail') THEN coalesce(${loginOf('e.subject')}, '')
               WHEN e.door IS NULL THEN 'system' ELSE 'guest' END`;
}

/** A subquery runs for the rows of a page only; a join would read all users first. */
function loginOf(party: string): string {
  return `(SELECT u.login FROM users u
           WHERE u.id = CASE WHEN ${party} ~ '^user:[1-9][0-9]{0,8}$' THEN substr(${party}, 6)::integer END)`;
}

/** Names that stand for many. */
const unspecific: ReadonlySet<string> = new Set(['system', 'guest', '']);

/** Reads the audit log. The API checks the permission. */
@Injectable()
export class AuditTrailService {
  constructor(
    private readonly lists: ListsService,
    private readonly dataSource: DataSource,
  ) {}

  /** Newest first unless the query has another order. @throws DomainError */
  async list(query: ListQuery<AuditField>, page: Page): Promise<ListPage<AuditEntry>> {
    const sort = query.sort?.length ? query.sort : [{ field: 'id', descending: true } as const];
    const scope = await this.scopeOf(query);
    const found = await this.lists.page<AuditField, Row>(source, columns, scope, { ...query, sort }, page);
    return { ...found, items: found.items.map((row) => ({ ...row, id: Number(row.id) })) };
  }

  /** @throws DomainError object.not-found (audit-event) */
  async get(id: number): Promise<AuditEntry> {
    const { items } = await this.list({ where: [{ operator: 'in', field: 'id', values: [id] }] }, { limit: 1 });
    return items[0] ?? notFound('audit-event', String(id));
  }

  /** @throws DomainError */
  async count(query: ListQuery<AuditField>): Promise<number> {
    return this.lists.count(source, await this.scopeOf(query), query);
  }

  /**
   * Everything; where some people are asked for, what names them. Looking up who did it for each of a million entries
   * takes seconds, comparing them a tenth of one.
   */
  private async scopeOf({ where }: ListQuery<AuditField>): Promise<Scope> {
    const names = where.flatMap((condition) =>
      condition.operator === 'in' && condition.field === 'actorName' ? [condition.values.map(String)] : [],
    )[0];
    if (names === undefined || names.some((name) => unspecific.has(name))) return () => 'true';
    const people = await this.dataSource.query<{ party: string }[]>(
      `SELECT 'user:' || id AS party FROM users WHERE lower(login) IN (SELECT lower(n) FROM unnest($1::text[]) n)`,
      [names],
    );
    const parties = [...names, ...names.map((name) => `client:${name}`), ...people.map(({ party }) => party)];
    return (sql) => {
      const any = `ANY(${sql.add(parties)}::text[])`;
      return `e.actor = ${any} OR (e.actor IS NULL AND e.subject = ${any})`;
    };
  }
}
