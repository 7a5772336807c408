import { isURL } from 'class-validator';
import { databaseUrlProblem } from './database-url.js';
import {
  Flag,
  hostProblem,
  listedIn,
  ListOf,
  Must,
  networkProblem,
  OneOf,
  proxyProblem,
  TextOf,
  WholeNumber,
} from './setting-rules.js';
import { metadataHostProblem, originProblem, publicUrlProblem } from './web-addresses.js';

export const dialectNames = ['cam2-v1', 'cam2-v2', 'watcher-v3', 'watcher-v2', 'oauth', 'rest', 'media'] as const;
export type DialectName = (typeof dialectNames)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const year = 365 * 86_400;

/** `address@host`, or `Name <address@host>`. */
const mailbox = /^(?:[^<>\p{Cc}]*<[^\s@<>,;]+@[^\s@<>,;]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/u;

/** The environment variables and their rules; a missing one takes its default. */
export class Environment {
  @Must(hostProblem) HOST = '127.0.0.1';
  @WholeNumber(0, 65_535) PORT = 8000;
  @Must(publicUrlProblem) PUBLIC_URL?: string;
  @ListOf(proxyProblem) TRUST_PROXY: string[] = [];
  @ListOf(networkProblem) ALLOWED_NETWORKS: string[] = [];
  @ListOf(originProblem) CORS_ORIGINS: string[] = [];
  @Must(databaseUrlProblem) DATABASE_URL?: string;
  @Must(databaseUrlProblem) DATABASE_DIRECT_URL?: string;
  @OneOf(['auto', 'true', 'false']) DATABASE_NAMED_STATEMENTS = 'auto';
  @Must(redisProblem) REDIS_URL?: string;
  @TextOf(1, 4096) DATA_DIR?: string;
  @TextOf(32, Infinity) CAMGATE_SECRET?: string;
  @TextOf(1, 255) CAMGATE_ADMIN_LOGIN = 'admin';
  @TextOf(8, 128) CAMGATE_ADMIN_PASSWORD?: string;
  @TextOf(32, 255) CAMGATE_SYSTEM_API_KEY?: string;
  @ListOf(listedIn(dialectNames)) CAMGATE_DIALECTS: DialectName[] = [...dialectNames];
  @WholeNumber(0, 3_650) SIGNING_KEY_DAYS = 90;
  @OneOf(['all', 'administrators']) LOCAL_SIGN_IN = 'all';
  @WholeNumber(1, 256) WORKERS = 1;
  @WholeNumber(0, 4096) CAMERA_CACHE_MB = 64;
  @WholeNumber(1, 86_400) ACCESS_TOKEN_SECONDS = 900;
  @WholeNumber(1, year) REFRESH_TOKEN_SECONDS = 2_592_000;
  @Flag() DPOP_NONCE_REQUIRED = false;
  @Flag() REQUIRE_IF_MATCH = false;
  @ListOf(metadataHostProblem) CLIENT_METADATA_HOSTS: string[] = [];
  @OneOf(['nobody', 'administrators', 'everybody']) SECOND_FACTOR_REQUIRED = 'nobody';
  @WholeNumber(0, 60) REFRESH_GRACE_SECONDS = 10;
  @WholeNumber(1, 86_400) CAM2_V1_TOKEN_SECONDS = 3600;
  @WholeNumber(1, year) CAM2_V1_REFRESH_WINDOW_SECONDS = 86_400;
  @Flag() CAM2_V1_ANONYMOUS_READ = false;
  @WholeNumber(1, 86_400) CAM2_V2_TOKEN_SECONDS = 300;
  @WholeNumber(30, 86_400) PLAYBACK_TOKEN_SECONDS = 300;
  @TextOf(16, 255) MEDIA_BACKEND_SECRET?: string;
  @WholeNumber(0, 1_000_000) RATE_LIMIT_TOKENS_PER_MINUTE = 600;
  @WholeNumber(0, 1_000_000) RATE_LIMIT_LOGINS_PER_MINUTE = 20;
  @WholeNumber(1, 600) REQUEST_TIMEOUT_SECONDS = 30;
  @WholeNumber(0, 1_000_000) MAX_CONNECTIONS_PER_ADDRESS = 256;
  @WholeNumber(0, 60) ACCOUNT_STATE_SECONDS = 5;
  @WholeNumber(0, 36_500) AUDIT_RETENTION_DAYS = 0;
  @WholeNumber(0, 36_500) IMPORT_RETENTION_DAYS = 90;
  @Must(smtpProblem) SMTP_URL?: string;
  @Must(senderProblem) MAIL_FROM?: string;
  @OneOf(logLevels) LOG_LEVEL = 'info';
  @WholeNumber(0, 65_535) METRICS_PORT?: number;
  @TextOf(16, 255) METRICS_TOKEN?: string;
  @OneOf(['production', 'development', 'test']) NODE_ENV = 'development';
}

/** The sentence never quotes the value: it may hold a password. */
function smtpProblem(value: unknown): string | undefined {
  const usable =
    typeof value === 'string' &&
    isURL(value, { protocols: ['smtp', 'smtps'], require_protocol: true, require_tld: false });
  return usable ? undefined : 'must be an address such as smtp://login:password@mail.example.org:587 or smtps://…';
}

/** The sentence never quotes the value: it may hold a password. */
function redisProblem(value: unknown): string | undefined {
  const usable = typeof value === 'string' && /^rediss?:\/\/\S+$/i.test(value) && URL.canParse(value);
  return usable ? undefined : 'must be an address such as redis://:password@redis.example.org:6379/0 or rediss://…';
}

function senderProblem(value: unknown): string | undefined {
  const usable = typeof value === 'string' && value.length <= 512 && mailbox.test(value);
  return usable ? undefined : 'must be one sender: address@host, or Name <address@host>';
}
