import { Transform, plainToInstance } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
} from 'class-validator';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { originOf, originProblem, publicUrlOf, publicUrlProblem } from './web-addresses.js';

export const doorNames = ['cam2-v1', 'cam2-v2', 'watcher-v3', 'watcher-v2', 'oauth', 'rest', 'media'] as const;
export type DoorName = (typeof doorNames)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const year = 365 * 86_400;
const secrets = ['CAMGATE_SECRET', 'CAMGATE_SYSTEM_API_KEY', 'CAMGATE_ADMIN_PASSWORD', 'MEDIA_BACKEND_SECRET'] as const;
const placeholders = /^(change.?me|secret|password|example|placeholder|default|test|admin|0+|x+|(.)\2*)$/i;

/** `address@host`, or `Name <address@host>`. */
const mailbox = /^(?:[^<>\p{Cc}]*<[^\s@<>,;]+@[^\s@<>,;]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/u;

/** A setting that cannot be used: one sentence for the person who set it. */
export class ConfigError extends Error {}

const list = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : value;
const integer = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
const boolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value;

/** Refuses what the judge finds fault with, in its words. */
function Must(judge: (value: unknown) => string | undefined): PropertyDecorator {
  return ValidateBy({
    name: 'usable',
    validator: {
      validate: (value) => judge(value) === undefined,
      defaultMessage: (seen) => judge(seen?.value) ?? '',
    },
  });
}

function originsProblem(value: unknown): string | undefined {
  return Array.isArray(value)
    ? value.map((part) => originProblem(String(part))).find((problem) => problem !== undefined)
    : 'must be a list';
}

/** The environment as it may be set; what is missing takes its default. Names are the contract's. */
class Environment {
  @IsString() @MinLength(1) HOST = '127.0.0.1';
  @Transform(integer) @IsInt() @Min(0) @Max(65_535) PORT = 8000;
  @IsOptional() @Must(publicUrlProblem) PUBLIC_URL?: string;
  @Transform(list) @IsString({ each: true }) TRUST_PROXY: string[] = [];
  @Transform(list) @Must(originsProblem) CORS_ORIGINS: string[] = [];
  @IsOptional() @Matches(/^postgres(ql)?:\/\//) DATABASE_URL?: string;
  @IsOptional() @IsString() DATA_DIR?: string;
  @IsOptional() @MinLength(32) CAMGATE_SECRET?: string;
  @IsString() @MinLength(1) @MaxLength(255) CAMGATE_ADMIN_LOGIN = 'admin';
  @IsOptional() @MinLength(8) @MaxLength(128) CAMGATE_ADMIN_PASSWORD?: string;
  @IsOptional() @MinLength(32) @MaxLength(255) CAMGATE_SYSTEM_API_KEY?: string;
  @Transform(list) @IsIn(doorNames, { each: true }) CAMGATE_DIALECTS: DoorName[] = [...doorNames];
  @Transform(integer) @IsInt() @Min(1) @Max(86_400) ACCESS_TOKEN_SECONDS = 900;
  @Transform(integer) @IsInt() @Min(1) @Max(year) REFRESH_TOKEN_SECONDS = 2_592_000;
  @Transform(integer) @IsInt() @Min(1) @Max(86_400) CAM2_V1_TOKEN_SECONDS = 3600;
  @Transform(integer) @IsInt() @Min(1) @Max(year) CAM2_V1_REFRESH_WINDOW_SECONDS = 86_400;
  @Transform(boolean) @IsBoolean() CAM2_V1_ANONYMOUS_READ = false;
  @Transform(integer) @IsInt() @Min(1) @Max(86_400) CAM2_V2_TOKEN_SECONDS = 300;
  @Transform(integer) @IsInt() @Min(30) @Max(86_400) PLAYBACK_TOKEN_SECONDS = 300;
  @IsOptional() @MinLength(16) @MaxLength(255) MEDIA_BACKEND_SECRET?: string;
  @Transform(integer) @IsInt() @Min(0) @Max(1_000_000) RATE_LIMIT_TOKENS_PER_MINUTE = 600;
  @Transform(integer) @IsInt() @Min(0) @Max(1_000_000) RATE_LIMIT_LOGINS_PER_MINUTE = 20;
  @Transform(integer) @IsInt() @Min(1) @Max(600) REQUEST_TIMEOUT_SECONDS = 30;
  @Transform(integer) @IsInt() @Min(0) @Max(1_000_000) MAX_CONNECTIONS_PER_ADDRESS = 256;
  @Transform(integer) @IsInt() @Min(0) @Max(60) ACCOUNT_STATE_SECONDS = 5;
  @IsOptional()
  @IsUrl({ protocols: ['smtp', 'smtps'], require_protocol: true, require_tld: false })
  SMTP_URL?: string;
  @IsOptional() @MaxLength(512) @Matches(mailbox) MAIL_FROM?: string;
  @IsIn(logLevels) LOG_LEVEL = 'info';
  @IsOptional() @IsString() NODE_ENV?: string;
}

/** The settings of one server, validated and frozen. Durations in seconds. */
export class Config {
  readonly host!: string;
  readonly port!: number;
  /** Issuer of tokens and base of links, without a slash at its end. */
  readonly publicUrl!: string;
  /** The path of `publicUrl`, which a proxy takes away before it asks us: `/camgate`, or the empty string. */
  readonly publicPath!: string;
  readonly trustProxy!: readonly string[];
  /** Origins of browser frontends as browsers spell them, or `*`, along with which cookies are never allowed. */
  readonly corsOrigins!: readonly string[];
  /** None: the embedded database. */
  readonly databaseUrl!: string | undefined;
  readonly dataDirectory!: string;
  readonly dataDirectoryIsSet!: boolean;
  readonly secret!: string | undefined;
  readonly adminLogin!: string;
  readonly adminPassword!: string | undefined;
  readonly systemApiKey!: string | undefined;
  readonly doors!: readonly DoorName[];
  readonly accessTokenSeconds!: number;
  readonly refreshTokenSeconds!: number;
  readonly cam2V1TokenSeconds!: number;
  readonly cam2V1RefreshWindowSeconds!: number;
  readonly cam2V1AnonymousRead!: boolean;
  readonly cam2V2TokenSeconds!: number;
  /** How long a playback token starts playing; what runs is asked about for as long as it runs. */
  readonly playbackTokenSeconds!: number;
  /** What media servers must send along with their questions; none: whoever reaches us may ask. */
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
  /** Where letters go out, unless administrators set something else while it runs. */
  readonly smtpUrl!: string | undefined;
  /** `Name <address>` or an address; none: `camgate@` the host of `publicUrl`. */
  readonly mailFrom!: string | undefined;
  readonly logLevel!: string;
  readonly production!: boolean;

  /** Demo data and generated credentials belong to a first start on the embedded database only. */
  get demo(): boolean {
    return this.databaseUrl === undefined && !this.production;
  }
}

/** @throws ConfigError naming the first setting that cannot be used. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = plainToInstance(Environment, given, { excludeExtraneousValues: false, exposeDefaultValues: true });
  const [problem] = validateSync(read);
  if (problem) {
    const why = Object.values(problem.constraints ?? {}).join(', ');
    throw new ConfigError(`The setting ${problem.property} cannot be used: ${why}.`);
  }
  const production = read.NODE_ENV === 'production';
  for (const name of secrets) {
    const value = read[name];
    if (production && value !== undefined && placeholders.test(value)) {
      throw new ConfigError(
        `The setting ${name} is a placeholder; choose a random value, for example: openssl rand -hex 32.`,
      );
    }
  }
  if (production && read.CAMGATE_SECRET === undefined) {
    throw new ConfigError(
      'The setting CAMGATE_SECRET is required in production; choose one, for example: openssl rand -hex 32.',
    );
  }
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST;
  const publicUrl = publicUrlOf(read.PUBLIC_URL ?? '');
  return Object.freeze(
    Object.assign(new Config(), {
      host: read.HOST,
      port: read.PORT,
      publicUrl: publicUrl ?? `http://${host}:${read.PORT}`,
      publicPath: publicUrl === undefined ? '' : publicUrl.slice(new URL(publicUrl).origin.length),
      trustProxy: read.TRUST_PROXY,
      corsOrigins: read.CORS_ORIGINS.map((part) => originOf(part) ?? part),
      databaseUrl: read.DATABASE_URL,
      dataDirectory: read.DATA_DIR ?? './data',
      dataDirectoryIsSet: read.DATA_DIR !== undefined,
      secret: read.CAMGATE_SECRET,
      adminLogin: read.CAMGATE_ADMIN_LOGIN,
      adminPassword: read.CAMGATE_ADMIN_PASSWORD,
      systemApiKey: read.CAMGATE_SYSTEM_API_KEY,
      doors: read.CAMGATE_DIALECTS,
      accessTokenSeconds: read.ACCESS_TOKEN_SECONDS,
      refreshTokenSeconds: read.REFRESH_TOKEN_SECONDS,
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
      smtpUrl: read.SMTP_URL,
      mailFrom: read.MAIL_FROM,
      logLevel: read.LOG_LEVEL,
      production,
    }),
  );
}

/** Reads `.env` beside the working directory, then the environment, which wins. The only reader of `process.env`. */
export function loadConfig(): Config {
  return parseConfig({ ...readDotEnv(), ...process.env });
}

function readDotEnv(): Record<string, string | undefined> {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new ConfigError('The file .env cannot be read.');
  }
}
