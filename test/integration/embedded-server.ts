import { once } from 'node:events';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';

/** A node process that owns an embedded server: prints one line of JSON, then obeys `stop`, `exit` and Ctrl-C. */
async function main(dataDirectory: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDirectory, explicit: true });
  // Before the line that says so: whoever reads it may press Ctrl-C at once.
  process.on('SIGINT', () => console.log('interrupted'));
  console.log(JSON.stringify({ url: server.url, fresh: server.fresh }));
  const [word] = (await once(process.stdin, 'data')) as [Buffer];
  if (word.toString() === 'stop') await server.stop();
  process.exit(0);
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  const code = error instanceof EmbeddedPostgresError ? error.code : 'unknown';
  console.log(JSON.stringify({ code, refused: String(error) }));
  process.exit(1);
});
