import { readFileSync } from 'node:fs';
import { inWords, quoted } from './setting-rules.js';

const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

/** As in libpq: `allow` uses TLS where the server requires it, `prefer` where it offers it. */
export type SslMode = (typeof sslModes)[number];

/** The parts of a PostgreSQL address. */
export interface DatabaseAddress {
  /** A name, an address, or the directory of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly applicationName: string | undefined;
  /** Start-up options for the server, such as `-c geqo=off`; a pooler rejects them. */
  readonly options: string | undefined;
  readonly connectSeconds: number | undefined;
  readonly sslMode: SslMode;
  /** PEM files. */
  readonly sslRootCertificate: string | undefined;
  readonly sslCertificate: string | undefined;
  readonly sslKey: string | undefined;
  /** TLS from the first byte (PostgreSQL 17 and later). */
  readonly directTls: boolean;
}

/** A problem for a person, without any part of the address: the text follows "The setting DATABASE_URL". */
class AddressProblem extends Error {}

/** What is wrong with a database address, or undefined. */
export function databaseUrlProblem(value: unknown): string | undefined {
  try {
    parseDatabaseUrl(String(value));
    return undefined;
  } catch (error) {
    if (error instanceof AddressProblem) return error.message;
    throw error;
  }
}

/**
 * `postgres://user:password@host:port/database?sslmode=…`, `postgres:///database?host=/var/run/postgresql`,
 * `postgres://%2Fvar%2Frun%2Fpostgresql/database` or `socket:/var/run/postgresql?db=database`. A password may hold any
 * character, unescaped, as long as the address can be read in one way only.
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const [, scheme = '', rest = ''] = /^(postgres|postgresql|socket):(.*)$/is.exec(url.trim()) ?? [];
  if (scheme === '' || (scheme.toLowerCase() !== 'socket' && !rest.startsWith('//')))
    throw new AddressProblem('must begin with postgres://, postgresql:// or socket:');
  const parts = takeApart(rest.replace(/^\/\//, ''));
  const parameters = parametersOf(parts.query);
  if (scheme.toLowerCase() === 'socket') {
    const directory = decoded(parts.path) ?? '';
    return addressOf({ ...parts, place: '', path: parameters.get('db') ?? '' }, parameters, `/${directory}`);
  }
  return addressOf(parts, parameters, undefined);
}

/** The address for people: without the password, and without parameters that could hold another secret. */
export function redactedDatabaseUrl(url: string): string {
  const { host, port, user, password, database, sslMode } = parseDatabaseUrl(url);
  const who = user === undefined ? '' : `${encodeURIComponent(user)}${password === undefined ? '' : ':***'}@`;
  const where = host.startsWith('/') ? encodeURIComponent(host) : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return `postgres://${who}${where}/${encodeURIComponent(database ?? '')}?sslmode=${sslMode}`;
}

interface Parts {
  /** `user:password`, or undefined. */
  readonly login: string | undefined;
  /** `host:port`. */
  readonly place: string;
  readonly path: string;
  readonly query: string;
}

/** First by the rules of URLs; where that yields no address, by the last `@`, because passwords may hold any character. */
function takeApart(rest: string): Parts {
  const byRules = split(rest, /[/?#]/.exec(rest)?.index ?? rest.length);
  if (isWhole(byRules)) return byRules;
  const at = rest.lastIndexOf('@');
  const behind = /[/?#]/.exec(rest.slice(at + 1))?.index;
  const byLastAt = split(rest, behind === undefined ? rest.length : at + 1 + behind);
  if (isWhole(byLastAt)) return byLastAt;
  if (byLastAt.place.includes(',') || byRules.place.includes(',')) throw severalHosts();
  throw new AddressProblem(
    'cannot be taken apart: in the user and the password write @ : / ? # % as %40 %3A %2F %3F %23 %25',
  );
}

function split(rest: string, end: number): Parts {
  const authority = rest.slice(0, end);
  const at = authority.lastIndexOf('@');
  const [path = '', ...query] = rest.slice(end).split('?');
  return {
    login: at === -1 ? undefined : authority.slice(0, at),
    place: authority.slice(at + 1),
    path: path.replace(/^\//, ''),
    query: query.join('?'),
  };
}

const place = /^(\[[0-9a-f:.]+\]|[^\s:/?#[\]@,]*)(?::(\d{1,5}))?$/i;

function isWhole({ place: where, path, query }: Parts): boolean {
  return place.test(where) && !/[@#]/.test(path) && !/[@#]/.test(query.replace(/(?:^|&)(?:user|password)=[^&]*/g, ''));
}

/** The parameters that are accepted. `true`: it is used; `false`: it is ignored. */
const parameterNames: Readonly<Record<string, boolean>> = {
  host: true,
  port: true,
  user: true,
  password: true,
  dbname: true,
  db: true,
  ssl: true,
  sslmode: true,
  sslrootcert: true,
  sslcert: true,
  sslkey: true,
  sslnegotiation: true,
  application_name: true,
  connect_timeout: true,
  options: true,
  target_session_attrs: true,
  client_encoding: false,
  encoding: false,
  fallback_application_name: false,
  channel_binding: false,
  gssencmode: false,
  keepalives: false,
  keepalives_idle: false,
  keepalives_interval: false,
  keepalives_count: false,
  tcp_user_timeout: false,
  uselibpqcompat: false,
};

function parametersOf(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of query.split('&').filter(Boolean)) {
    const [name = '', ...value] = part.split('=');
    if (!(name in parameterNames))
      throw new AddressProblem(`has the parameter ${quoted(name)}, which means nothing here: leave it out`);
    if (parameterNames[name] === true) parameters.set(name, decoded(value.join('=')) ?? '');
  }
  return parameters;
}

function addressOf(parts: Parts, given: ReadonlyMap<string, string>, socket: string | undefined): DatabaseAddress {
  const [, name = '', port] = place.exec(parts.place) ?? [];
  const [user, ...password] = parts.login?.split(':') ?? [];
  const host = socket ?? given.get('host') ?? decoded(name.replace(/^\[|\]$/g, ''));
  const role = given.get('target_session_attrs') ?? 'any';
  if (host?.includes(',')) throw severalHosts();
  if (!['any', 'read-write', 'primary'].includes(role))
    throw new AddressProblem('asks for a standby (target_session_attrs), and Camgate writes: name the primary');
  return {
    host: host ?? 'localhost',
    port: portOf(given.get('port') ?? port),
    user: given.get('user') ?? decoded(user),
    password: given.get('password') ?? (password.length > 0 ? decoded(password.join(':')) : undefined),
    database: given.get('dbname') ?? decoded(parts.path),
    applicationName: given.get('application_name'),
    options: given.get('options'),
    connectSeconds: Number(given.get('connect_timeout')) || undefined,
    ...tlsOf(given, host ?? 'localhost'),
  };
}

/** The default: on this machine TLS only where the server requires it, across a network where the server offers it. */
function tlsOf(given: ReadonlyMap<string, string>, host: string) {
  const words: Readonly<Record<string, SslMode>> = { 'no-verify': 'require', true: 'verify-full', 1: 'verify-full' };
  const off: Readonly<Record<string, SslMode>> = { false: 'disable', 0: 'disable' };
  const requested = given.get('sslmode') ?? given.get('ssl') ?? (isNear(host) ? 'allow' : 'prefer');
  const sslMode = sslModes.find((mode) => mode === requested) ?? words[requested] ?? off[requested];
  if (sslMode === undefined) throw new AddressProblem(`has an sslmode that is not ${inWords(sslModes)}`);
  return {
    sslMode,
    sslRootCertificate: readable(given, 'sslrootcert'),
    sslCertificate: readable(given, 'sslcert'),
    sslKey: readable(given, 'sslkey'),
    directTls: given.get('sslnegotiation') === 'direct',
  };
}

function isNear(host: string): boolean {
  return host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host);
}

/** A named file must be readable: later the TLS library's error would not name it. */
function readable(given: ReadonlyMap<string, string>, parameter: string): string | undefined {
  const file = given.get(parameter);
  if (file === undefined || file === '' || file === 'system') return undefined;
  try {
    readFileSync(file);
    return file;
  } catch {
    throw new AddressProblem(`names a file for ${parameter} that cannot be read`);
  }
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 5432);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new AddressProblem('has a port that is not a number from 1 to 65535');
}

/** Empty counts as absent; a `%` that begins no code stands for itself. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function severalHosts(): AddressProblem {
  return new AddressProblem(
    'names several hosts: name the one that leads to the primary, such as a virtual address, HAProxy, PgBouncer or the writer address of a provider',
  );
}
