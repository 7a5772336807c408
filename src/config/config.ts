import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type DialectName, Environment } from './environment.js';
import { masterSecretsIn } from './master-secrets.js';
import { type RawSettings, withSecretFiles } from './secret-files.js';
import { settings } from './settings.js';
import { originOf, publicUrlOf } from './web-addresses.js';

const placeholders = /^(change.?me|secret|password|example|placeholder|default|test|admin|0+|x+|(.)\2*)$/i;
const chooseOne = 'for example: openssl rand -hex 32';

/** Settings that cannot be used: one sentence each, on a line of its own, for the person who set them. */
export class ConfigError extends Error {}

/** The settings of one server, validated and frozen. Durations in seconds. */
export class Config {
  readonly host!: string;
  readonly port!: number;
  /** Issuer of tokens and base of links, without a slash at its end. */
  readonly publicUrl!: string;
  /** The path of `publicUrl`, which a proxy strips before it forwards: `/camgate`, or the empty string. */
  readonly publicPath!: string;
  readonly trustProxy!: readonly string[];
  /** Private networks, loopback included, that we may connect to: CIDR ranges and addresses. */
  readonly allowedNetworks!: readonly string[];
  /** Origins of browser frontends as browsers spell them, or `*`, with which cookies are never allowed. */
  readonly corsOrigins!: readonly string[];
  /** Undefined: the embedded database. */
  readonly databaseUrl!: string | undefined;
  /** Past a pooler, for migrations and the feed of revocations; undefined: `databaseUrl`. */
  readonly databaseDirectUrl!: string | undefined;
  /** `auto`: until a pooler turns out not to support them. */
  readonly namedStatements!: 'auto' | 'true' | 'false';
  /** Undefined: PostgreSQL alone tells the other instances of revocations. */
  readonly redisUrl!: string | undefined;
  readonly dataDirectory!: string;
  readonly dataDirectoryIsSet!: boolean;
  readonly secret!: string | undefined;
  readonly adminLogin!: string;
  readonly adminPassword!: string | undefined;
  readonly systemApiKey!: string | undefined;
  readonly dialects!: readonly DialectName[];
  /** How long a key signs; 0 = until somebody rotates. */
  readonly signingKeyDays!: number;
  /** Who may sign in with a password of ours. */
  readonly localSignIn!: 'all' | 'administrators';
  readonly workers!: number;
  readonly cameraCacheMegabytes!: number;
  readonly accessTokenSeconds!: number;
  readonly refreshTokenSeconds!: number;
  /** Whether a DPoP proof must carry a nonce of ours (RFC 9449 §8). */
  readonly dpopNonceRequired!: boolean;
  /** Whether a change of a REST resource must state its version (RFC 6585 §3). */
  readonly requireIfMatch!: boolean;
  /** Hosts whose client ID metadata documents are accepted; `*`: any; none: no document is fetched. */
  readonly clientMetadataHosts!: readonly string[];
  /** Who must have a second factor: nobody, administrators or everybody. */
  readonly secondFactorRequired!: string;
  /** How long the previous refresh token still gives the same successor. */
  readonly refreshGraceSeconds!: number;
  readonly cam2V1TokenSeconds!: number;
  readonly cam2V1RefreshWindowSeconds!: number;
  readonly cam2V1AnonymousRead!: boolean;
  readonly cam2V2TokenSeconds!: number;
  /** How long a playback token can start playback; running playback is checked for as long as it runs. */
  readonly playbackTokenSeconds!: number;
  /** What media servers must send with their questions; undefined: anybody who reaches us may ask. */
  readonly mediaBackendSecret!: string | undefined;
  /** Successful and failed requests of one client at token endpoints in a minute; 0 = no limit. */
  readonly tokensPerMinute!: number;
  /** Failed logins of one address in a minute; 0 = no throttle at all. */
  readonly loginsPerMinute!: number;
  /** From the first byte of a request to its last. */
  readonly requestTimeoutSeconds!: number;
  /** 0 = no limit. */
  readonly connectionsPerAddress!: number;
  readonly accountStateSeconds!: number;
  /** How long audit events are kept; 0 = for ever. */
  readonly auditRetentionDays!: number;
  /** How long imports that have ended are kept; 0 = for ever. */
  readonly importRetentionDays!: number;
  /** The mail server, unless administrators set another one. */
  readonly smtpUrl!: string | undefined;
  /** `Name <address>` or an address; undefined: `camgate@` the host of `publicUrl`. */
  readonly mailFrom!: string | undefined;
  readonly logLevel!: string;
  /** Undefined: `/metrics` is answered where everything else is. */
  readonly metricsPort!: number | undefined;
  /** What who reads `/metrics` must present; undefined: this machine alone may read. */
  readonly metricsToken!: string | undefined;
  readonly production!: boolean;
  /** The value of NODE_ENV. */
  readonly environment!: string;

  /** Demo data and generated credentials are for a first start on the embedded database only. */
  get demo(): boolean {
    return this.databaseUrl === undefined && !this.production;
  }
}

/** @throws ConfigError naming every setting that cannot be used, without a value that is secret */
export function parseConfig(environment: RawSettings): Config {
  const { values, problems } = withSecretFiles(environment);
  const read = plainToInstance(Environment, onlySettings(values), { exposeDefaultValues: true });
  for (const { property, constraints = {} } of validateSync(read))
    problems.push(`The setting ${property} ${Object.values(constraints).join(', and ')}.`);
  const production = read.NODE_ENV === 'production';
  if (production) problems.push(...productionProblems(read));
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST;
  const publicUrl = publicUrlOf(read.PUBLIC_URL ?? '');
  return Object.freeze(
    Object.assign(new Config(), {
      host: read.HOST,
      port: read.PORT,
      publicUrl: publicUrl ?? `http://${host}:${read.PORT}`,
      publicPath: publicUrl === undefined ? '' : publicUrl.slice(new URL(publicUrl).origin.length),
      trustProxy: read.TRUST_PROXY,
      allowedNetworks: read.ALLOWED_NETWORKS,
      corsOrigins: read.CORS_ORIGINS.map((part) => originOf(part) ?? part),
      databaseUrl: read.DATABASE_URL,
      databaseDirectUrl: read.DATABASE_DIRECT_URL,
      namedStatements: read.DATABASE_NAMED_STATEMENTS,
      redisUrl: read.REDIS_URL,
      dataDirectory: read.DATA_DIR ?? './data',
      dataDirectoryIsSet: read.DATA_DIR !== undefined,
      secret: read.CAMGATE_SECRET,
      adminLogin: read.CAMGATE_ADMIN_LOGIN,
      adminPassword: read.CAMGATE_ADMIN_PASSWORD,
      systemApiKey: read.CAMGATE_SYSTEM_API_KEY,
      dialects: read.CAMGATE_DIALECTS,
      signingKeyDays: read.SIGNING_KEY_DAYS,
      localSignIn: read.LOCAL_SIGN_IN,
      workers: read.WORKERS,
      cameraCacheMegabytes: read.CAMERA_CACHE_MB,
      accessTokenSeconds: read.ACCESS_TOKEN_SECONDS,
      refreshTokenSeconds: read.REFRESH_TOKEN_SECONDS,
      dpopNonceRequired: read.DPOP_NONCE_REQUIRED,
      requireIfMatch: read.REQUIRE_IF_MATCH,
      clientMetadataHosts: read.CLIENT_METADATA_HOSTS,
      secondFactorRequired: read.SECOND_FACTOR_REQUIRED,
      refreshGraceSeconds: read.REFRESH_GRACE_SECONDS,
      cam2V1TokenSeconds: read.CAM2_V1_TOKEN_SECONDS,
      cam2V1RefreshWindowSeconds: read.CAM2_V1_REFRESH_WINDOW_SECONDS,
      cam2V1AnonymousRead: read.CAM2_V1_ANONYMOUS_READ,
      cam2V2TokenSeconds: read.CAM2_V2_TOKEN_SECONDS,
      playbackTokenSeconds: read.PLAYBACK_TOKEN_SECONDS,
      mediaBackendSecret: read.MEDIA_BACKEND_SECRET,
      tokensPerMinute: read.RATE_LIMIT_TOKENS_PER_MINUTE,
      loginsPerMinute: read.RATE_LIMIT_LOGINS_PER_MINUTE,
      requestTimeoutSeconds: read.REQUEST_TIMEOUT_SECONDS,
      connectionsPerAddress: read.MAX_CONNECTIONS_PER_ADDRESS,
      accountStateSeconds: read.ACCOUNT_STATE_SECONDS,
      auditRetentionDays: read.AUDIT_RETENTION_DAYS,
      importRetentionDays: read.IMPORT_RETENTION_DAYS,
      smtpUrl: read.SMTP_URL,
      mailFrom: read.MAIL_FROM,
      logLevel: read.LOG_LEVEL,
      metricsPort: read.METRICS_PORT,
      metricsToken: read.METRICS_TOKEN,
      production,
      environment: read.NODE_ENV,
    }),
  );
}

/** The settings that have a value; an empty one counts as missing. */
function onlySettings(values: RawSettings): RawSettings {
  return Object.fromEntries(settings.map(({ name }) => [name, values[name]]).filter(([, value]) => value?.trim()));
}

/** Secrets that anybody who knows this file could guess. */
function productionProblems(read: Environment): readonly string[] {
  const secrets = [
    'CAMGATE_SECRET',
    'CAMGATE_SYSTEM_API_KEY',
    'CAMGATE_ADMIN_PASSWORD',
    'MEDIA_BACKEND_SECRET',
    'METRICS_TOKEN',
  ] as const;
  const problems = secrets
    .filter((name) => masterSecretsIn(read[name] ?? '').some((secret) => placeholders.test(secret)))
    .map((name) => `The setting ${name} is a placeholder; choose a random value, ${chooseOne}.`);
  if (read.CAMGATE_SECRET === undefined)
    problems.unshift(`The setting CAMGATE_SECRET is required in production; choose one, ${chooseOne}.`);
  return problems;
}
