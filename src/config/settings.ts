/** One setting of the environment, as `camgate config` and the README show it. */
export interface Setting {
  readonly name: string;
  /** As displayed. */
  readonly default: string;
  readonly meaning: string;
  /** Its value is never displayed, and may come from a file that `<NAME>_FILE` names. */
  readonly secret?: boolean;
}

/** Every setting; `config.ts` reads no other. */
export const settings: readonly Setting[] = [
  { name: 'HOST', default: '127.0.0.1', meaning: 'address to listen on' },
  { name: 'PORT', default: '8000', meaning: 'port to listen on; 0 takes a free one' },
  {
    name: 'PUBLIC_URL',
    default: 'http://HOST:PORT',
    meaning: 'issuer of tokens and base of links; behind a proxy set it, with the path that it takes away',
  },
  {
    name: 'TRUST_PROXY',
    default: 'none',
    meaning: 'addresses or CIDR ranges, comma-separated, whose X-Forwarded-* is believed',
  },
  {
    name: 'ALLOWED_NETWORKS',
    default: 'none',
    meaning:
      'private networks, as CIDR ranges with commas, where Camgate may look for media servers; loopback when named',
  },
  {
    name: 'CORS_ORIGINS',
    default: 'none',
    meaning:
      'origins of browser frontends, comma-separated, such as https://cams.example.org; * = any, without cookies',
  },
  { name: 'DATABASE_URL', default: 'none = embedded', meaning: 'PostgreSQL 14 or later', secret: true },
  {
    name: 'DATABASE_DIRECT_URL',
    default: 'DATABASE_URL',
    meaning: 'the same database past its transaction pooler, for migrations and revocations',
    secret: true,
  },
  {
    name: 'DATABASE_NAMED_STATEMENTS',
    default: 'auto',
    meaning: 'prepared statements: true, false, or auto = until a pooler shows that it cannot keep them',
  },
  {
    name: 'REDIS_URL',
    default: 'none',
    meaning: 'redis:// or rediss://; tells all instances of a revocation at once; else PostgreSQL does',
    secret: true,
  },
  { name: 'DATA_DIR', default: './data', meaning: 'embedded database and generated master secret' },
  {
    name: 'CAMGATE_SECRET',
    default: 'generated into DATA_DIR',
    meaning: 'master secret, at least 32 characters; of several with commas the first seals and all open',
    secret: true,
  },
  { name: 'CAMGATE_ADMIN_LOGIN', default: 'admin', meaning: 'login of the first administrator' },
  {
    name: 'CAMGATE_ADMIN_PASSWORD',
    default: 'generated',
    meaning: 'password of the first administrator',
    secret: true,
  },
  {
    name: 'CAMGATE_SYSTEM_API_KEY',
    default: 'none',
    meaning: 'Watcher v2 system key, at least 32 characters',
    secret: true,
  },
  {
    name: 'CAMGATE_DIALECTS',
    default: 'all',
    meaning: 'open APIs, comma-separated: cam2-v1, cam2-v2, watcher-v3, watcher-v2, oauth, rest, media',
  },
  {
    name: 'SIGNING_KEY_DAYS',
    default: '90',
    meaning: 'how long a key signs tokens before the next one takes over; 0 = until camgate keys rotate',
  },
  {
    name: 'LOCAL_SIGN_IN',
    default: 'all',
    meaning: 'who may sign in with a password: all, or administrators only; API keys work for everybody',
  },
  {
    name: 'WORKERS',
    default: '1',
    meaning: 'processes that share the port, at most one per core; each throttles and caches for itself',
  },
  {
    name: 'CAMERA_CACHE_MB',
    default: '64',
    meaning: 'memory of each process for rendered cameras, at most 4096; 0 = none',
  },
  { name: 'ACCESS_TOKEN_SECONDS', default: '900', meaning: 'life of native and Watcher access tokens' },
  { name: 'REFRESH_TOKEN_SECONDS', default: '2592000', meaning: 'idle life of a refresh token' },
  {
    name: 'REFRESH_GRACE_SECONDS',
    default: '10',
    meaning: 'how long the previous refresh token still gives the same successor, at most 60',
  },
  {
    name: 'DPOP_NONCE_REQUIRED',
    default: 'false',
    meaning: 'true: a DPoP proof must carry a nonce of this server, which changes every three minutes',
  },
  {
    name: 'REQUIRE_IF_MATCH',
    default: 'false',
    meaning: 'true: a change or deletion in REST must state in If-Match which version it is meant for (else 428)',
  },
  {
    name: 'CLIENT_METADATA_HOSTS',
    default: 'none',
    meaning: 'hosts of OAuth clients that describe themselves (client ID metadata documents); * = any',
  },
  {
    name: 'SECOND_FACTOR_REQUIRED',
    default: 'nobody',
    meaning: 'who must set up a second factor when they sign in: nobody, administrators or everybody',
  },
  { name: 'CAM2_V1_TOKEN_SECONDS', default: '3600', meaning: 'life of a CAM2 v1 token' },
  {
    name: 'CAM2_V1_REFRESH_WINDOW_SECONDS',
    default: '86400',
    meaning: 'how long after its first issue a CAM2 v1 token can be refreshed',
  },
  {
    name: 'CAM2_V1_ANONYMOUS_READ',
    default: 'false',
    meaning: 'true: public cameras can be read at CAM2 v1 without a token',
  },
  { name: 'CAM2_V2_TOKEN_SECONDS', default: '300', meaning: 'life of a CAM2 v2 token' },
  {
    name: 'PLAYBACK_TOKEN_SECONDS',
    default: '300',
    meaning: 'how long a playback token can start playing; 30 to 86400',
  },
  {
    name: 'MEDIA_BACKEND_SECRET',
    default: 'none',
    meaning: 'what media servers send along with their questions, at least 16 characters',
    secret: true,
  },
  { name: 'RATE_LIMIT_TOKENS_PER_MINUTE', default: '600', meaning: 'per client at token endpoints; 0 = off' },
  {
    name: 'RATE_LIMIT_LOGINS_PER_MINUTE',
    default: '20',
    meaning: 'failed logins per account and address, 20 times that per address; 0 = off',
  },
  {
    name: 'REQUEST_TIMEOUT_SECONDS',
    default: '30',
    meaning: 'how long a request may take to arrive; uploads go on while they keep a minimum rate; 1 to 600',
  },
  {
    name: 'MAX_CONNECTIONS_PER_ADDRESS',
    default: '256',
    meaning: 'connections that one address may hold open, TRUST_PROXY excepted; 0 = off',
  },
  {
    name: 'ACCOUNT_STATE_SECONDS',
    default: '5',
    meaning: 'how long the state of an account is cached, unless a revocation arrives before; 0 to 60',
  },
  {
    name: 'AUDIT_RETENTION_DAYS',
    default: '0',
    meaning: 'how long audit events are kept; 0 = for ever',
  },
  {
    name: 'IMPORT_RETENTION_DAYS',
    default: '90',
    meaning: 'how long imports that have ended are kept, and can be taken back; 0 = for ever',
  },
  {
    name: 'SMTP_URL',
    default: 'none',
    meaning: 'mail server: smtp://login:password@host:587 or smtps://host; what administrators set wins',
    secret: true,
  },
  { name: 'MAIL_FROM', default: 'camgate@PUBLIC_URL host', meaning: 'sender of email: address, or Name <address>' },
  { name: 'LOG_LEVEL', default: 'info', meaning: 'fatal, error, warn, info, debug, trace or silent' },
  {
    name: 'METRICS_PORT',
    default: 'PORT',
    meaning: 'port for /metrics alone, which PORT then no longer answers; 0 takes a free one',
  },
  {
    name: 'METRICS_TOKEN',
    default: 'none',
    meaning: 'Bearer token for /metrics, at least 16 characters; without one only this machine may read it',
    secret: true,
  },
  {
    name: 'NODE_ENV',
    default: 'development',
    meaning: 'production: no demo data, CAMGATE_SECRET required; or development, or test',
  },
];
