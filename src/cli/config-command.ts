import type { Command } from 'commander';
import { type Config, settings, redactedDatabaseUrl } from '#config';
import { answer, table } from './answer.js';
import { readSettings } from './read-settings.js';

type Value = string | number | boolean | undefined;

/** The effective value of each setting, after defaults; never a secret. */
export const valuesInForce: Readonly<Record<string, (config: Config) => Value>> = {
  HOST: ({ host }) => host,
  PORT: ({ port }) => port,
  PUBLIC_URL: ({ publicUrl }) => publicUrl,
  TRUST_PROXY: ({ trustProxy }) => trustProxy.join(',') || undefined,
  ALLOWED_NETWORKS: ({ allowedNetworks }) => allowedNetworks.join(',') || undefined,
  DATABASE_URL: ({ databaseUrl }) => databaseUrl && redactedDatabaseUrl(databaseUrl),
  DATABASE_DIRECT_URL: ({ databaseDirectUrl }) => databaseDirectUrl && redactedDatabaseUrl(databaseDirectUrl),
  DATABASE_NAMED_STATEMENTS: ({ namedStatements }) => namedStatements,
  REDIS_URL: ({ redisUrl }) => redisUrl && withoutLogin(redisUrl),
  DATA_DIR: ({ dataDirectory }) => dataDirectory,
  CAMGATE_SECRET: ({ secret }) => hidden(secret),
  CAMGATE_ADMIN_LOGIN: ({ adminLogin }) => adminLogin,
  CAMGATE_ADMIN_PASSWORD: ({ adminPassword }) => hidden(adminPassword),
  CAMGATE_SYSTEM_API_KEY: ({ systemApiKey }) => hidden(systemApiKey),
  CORS_ORIGINS: ({ corsOrigins }) => corsOrigins.join(',') || undefined,
  CAMGATE_DIALECTS: ({ dialects }) => dialects.join(','),
  SIGNING_KEY_DAYS: ({ signingKeyDays }) => signingKeyDays,
  LOCAL_SIGN_IN: ({ localSignIn }) => localSignIn,
  DPOP_NONCE_REQUIRED: ({ dpopNonceRequired }) => dpopNonceRequired,
  REQUIRE_IF_MATCH: ({ requireIfMatch }) => requireIfMatch,
  CLIENT_METADATA_HOSTS: ({ clientMetadataHosts }) => clientMetadataHosts.join(',') || undefined,
  SECOND_FACTOR_REQUIRED: ({ secondFactorRequired }) => secondFactorRequired,
  WORKERS: ({ workers }) => workers,
  CAMERA_CACHE_MB: ({ cameraCacheMegabytes }) => cameraCacheMegabytes,
  ACCESS_TOKEN_SECONDS: ({ accessTokenSeconds }) => accessTokenSeconds,
  REFRESH_TOKEN_SECONDS: ({ refreshTokenSeconds }) => refreshTokenSeconds,
  REFRESH_GRACE_SECONDS: ({ refreshGraceSeconds }) => refreshGraceSeconds,
  CAM2_V1_TOKEN_SECONDS: ({ cam2V1TokenSeconds }) => cam2V1TokenSeconds,
  CAM2_V1_REFRESH_WINDOW_SECONDS: ({ cam2V1RefreshWindowSeconds }) => cam2V1RefreshWindowSeconds,
  CAM2_V1_ANONYMOUS_READ: ({ cam2V1AnonymousRead }) => cam2V1AnonymousRead,
  CAM2_V2_TOKEN_SECONDS: ({ cam2V2TokenSeconds }) => cam2V2TokenSeconds,
  PLAYBACK_TOKEN_SECONDS: ({ playbackTokenSeconds }) => playbackTokenSeconds,
  MEDIA_BACKEND_SECRET: ({ mediaBackendSecret }) => hidden(mediaBackendSecret),
  RATE_LIMIT_TOKENS_PER_MINUTE: ({ tokensPerMinute }) => tokensPerMinute,
  RATE_LIMIT_LOGINS_PER_MINUTE: ({ loginsPerMinute }) => loginsPerMinute,
  REQUEST_TIMEOUT_SECONDS: ({ requestTimeoutSeconds }) => requestTimeoutSeconds,
  MAX_CONNECTIONS_PER_ADDRESS: ({ connectionsPerAddress }) => connectionsPerAddress,
  ACCOUNT_STATE_SECONDS: ({ accountStateSeconds }) => accountStateSeconds,
  AUDIT_RETENTION_DAYS: ({ auditRetentionDays }) => auditRetentionDays,
  IMPORT_RETENTION_DAYS: ({ importRetentionDays }) => importRetentionDays,
  SMTP_URL: ({ smtpUrl }) => smtpUrl && withoutLogin(smtpUrl),
  MAIL_FROM: ({ mailFrom }) => mailFrom,
  LOG_LEVEL: ({ logLevel }) => logLevel,
  METRICS_PORT: ({ metricsPort }) => metricsPort,
  METRICS_TOKEN: ({ metricsToken }) => hidden(metricsToken),
  NODE_ENV: ({ environment }) => environment,
};

function hidden(secret: string | undefined): Value {
  return secret === undefined ? undefined : '(set)';
}

/** Host and port are no secret; the login is. */
function withoutLogin(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//***@${host}`;
}

/** `camgate config`: every setting with the value in force and where it comes from; of a secret only whether it is set. */
export function addConfigCommand(program: Command): void {
  program
    .command('config')
    .description('every setting, its value in force, where that comes from and what it means')
    .action((_: unknown, command: Command) => show(command));
}

function show(command: Command): void {
  const { config, sources } = readSettings();
  const rows = settings.map(({ name, default: fallback, meaning }) => ({
    name,
    value: valuesInForce[name]?.(config) ?? null,
    source: sources.get(name) ?? 'default',
    default: fallback,
    meaning,
  }));
  answer(
    command,
    rows,
    table(
      ['setting', 'value', 'source', 'default', 'meaning'],
      rows.map(({ name, value, source, default: fallback, meaning }) => [
        name,
        value === null ? undefined : String(value),
        source,
        fallback,
        meaning,
      ]),
    ),
  );
}
