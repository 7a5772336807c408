import { type Config, ConfigError, loadConfig, VaultError } from '#config';
import { DatabaseUnavailable, EmbeddedPostgresError } from '#database';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MetricsServer, MetricsService, PrimaryMetrics } from '#operations';
import { createApp } from './bootstrap/create-app.js';
import { seed } from './bootstrap/seed.js';
import { openRuntime, type OpenRuntime } from './bootstrap/runtime.js';
import { isFirst, isWorker, keepsWorkers, Workers } from './bootstrap/workers.js';

/** Starts the server, or the processes that share its port (`WORKERS`). */
async function main(): Promise<void> {
  const { config, warnings } = loadConfig();
  if (!isWorker()) for (const warning of warnings) process.stderr.write(`${warning}\n`);
  const runtime = await openRuntime(config, { besideServer: isWorker() });
  void runtime.lost?.then((error) => {
    printError(error);
    process.exit(1);
  });
  if (keepsWorkers(config)) await keepWorkers(runtime);
  else await serve(runtime);
}

/** Builds the server, listens, prints its address and how to sign in. */
async function serve(runtime: OpenRuntime): Promise<void> {
  const { config } = runtime;
  let app: NestFastifyApplication | undefined;
  let metrics: MetricsServer | undefined;
  const closeServer = async (): Promise<void> => {
    // Shutdown must end within ten seconds: a request that runs longer than seven is cut off.
    const timer = setTimeout(() => app?.getHttpServer().closeAllConnections(), 7_000).unref();
    await app?.close();
    await metrics?.close();
    clearTimeout(timer);
  };
  leaveOnSignal(runtime, closeServer);
  try {
    app = await createApp(runtime);
    const welcome = await seed(app);
    await listenQuietly(app, config);
    // Where several processes share the port, the one that keeps them has it.
    if (config.metricsPort !== undefined && !isWorker()) {
      metrics = new MetricsServer(config, app.get(MetricsService));
      printMetricsPort(await metrics.listen());
    }
    if (runtime.movedTo) print(movedNote(runtime.movedTo, config));
    if (isFirst()) print(welcome(reachableAt(await app.getUrl())));
  } catch (error) {
    await app?.close();
    await runtime.close();
    throw error;
  }
}

/** Keeps the database and the processes that serve. */
async function keepWorkers(runtime: OpenRuntime): Promise<void> {
  const workers = new Workers((exitCode) => void leave(exitCode));
  const all = new PrimaryMetrics();
  all.listen();
  const metrics = runtime.config.metricsPort === undefined ? undefined : new MetricsServer(runtime.config, all);
  const leave = leaveOnSignal(runtime, async () => {
    await workers.stop();
    await metrics?.close();
  });
  if (runtime.movedTo) print(movedNote(runtime.movedTo, runtime.config));
  await workers.start(runtime);
  if (metrics !== undefined) printMetricsPort(await metrics.listen());
}

function movedNote(directory: string, { dataDirectory }: Config): string {
  return `The data is kept in ${directory}, because ${dataDirectory} cannot be handed to an unprivileged user.`;
}

/** Fastify's own log lines about listening are off: `main` prints the result once. */
async function listenQuietly(app: NestFastifyApplication, { host, port }: Config): Promise<void> {
  const { log } = app.getHttpAdapter().getInstance();
  const { level } = log;
  log.level = 'silent';
  try {
    await app.listen({ host, port });
  } finally {
    log.level = level;
  }
}

/** Closes what serves first, so that running requests finish; then the database, with a checkpoint. */
function leaveOnSignal(runtime: OpenRuntime, close: () => Promise<void>): (exitCode: number) => Promise<void> {
  let leaving = false;
  const leave = async (exitCode: number): Promise<void> => {
    if (leaving) return;
    leaving = true;
    try {
      await close();
      await runtime.close();
      process.exit(exitCode);
    } catch (error) {
      printError(error);
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void leave(0));
  process.on('SIGINT', () => void leave(0));
  return leave;
}

function reachableAt(url: string): string {
  return url.replace('[::1]', '127.0.0.1').replace('0.0.0.0', '127.0.0.1').replace('[::]', '127.0.0.1');
}

function printMetricsPort(port: number): void {
  print(`Metrics are on port ${port} (/metrics).`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A user's mistake is one sentence; only a bug prints its stack. */
function printError(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmbeddedPostgresError) return error.message;
  if (error instanceof VaultError)
    return 'The database was sealed with another CAMGATE_SECRET (or another DATA_DIR/secret); start with that one.';
  if (error instanceof DatabaseUnavailable) return `The database went away while Camgate started: ${error.detail}.`;
  if (!(error instanceof Error)) return String(error);
  const listening = 'code' in error && 'syscall' in error ? listenMistakes[String(error.code)] : undefined;
  return listening ?? error.stack ?? error.message;
}

/** The operating system's errors about HOST and PORT. */
const listenMistakes: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use already; stop what listens there, or set PORT to another one.',
  EACCES: 'The port may not be opened by this user; set PORT to one above 1023.',
  EADDRNOTAVAIL: 'HOST is not an address of this machine.',
  EAFNOSUPPORT: 'HOST is an address of a kind that this machine does not have.',
  EINVAL: 'HOST is not an address that can be listened on.',
  ENOTFOUND: 'HOST is a name that nobody knows; set it to an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
  EAI_AGAIN: 'HOST is a name that nobody knows; set it to an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
};

try {
  await main();
} catch (error) {
  printError(error);
  process.exit(1);
}
