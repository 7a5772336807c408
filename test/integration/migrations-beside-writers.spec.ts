import { createReadStream } from 'node:fs';
import { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { Vault } from '#config';
import { migrate, openBackup, StatementBounds } from '#database';
import { dataSourceOptions } from '../../src/database/data-source.options.js';
import { migrations } from '../../src/database/migrations/index.js';
import { emptyDatabase } from '../support/database.js';

const cameras = 100_000;

/** What clients do all the time; each waits for a lock for a second at most, and fails otherwise. */
const writes = [
  `UPDATE cameras SET version = version + 1 WHERE id = (SELECT id FROM cameras ORDER BY id DESC LIMIT 1)`,
  `INSERT INTO audit_events (at, event) VALUES (now(), 'authn_login_success')`,
  `INSERT INTO camera_changes (camera_object_id, organization_id, changed_at) VALUES ('x', 1, now())`,
  `UPDATE users SET note = 'x' WHERE login = 'ann'`,
  `UPDATE organizations SET title = title`,
  `DELETE FROM sessions WHERE user_id = -1`,
  `SELECT count(*) FROM cameras c JOIN folders f ON f.id = c.folder_id WHERE c.id < 1000`,
];

it('migrations since the version before let nobody wait for a second', { timeout: 280_000 }, async () => {
  const database = await emptyDatabase();
  const { header } = await openBackup(
    createReadStream('test/fixtures/665b5a2.backup'),
    new Vault('the master secret of the tests, 32+ characters'),
  );
  const before = await new DataSource({
    ...dataSourceOptions(database.url, new StatementBounds(0)),
    migrations: migrations.filter(({ name }) => header.migrations.includes(name)),
  }).initialize();
  await before.runMigrations();
  await before.query(`INSERT INTO users (subject, login) VALUES (gen_random_uuid(), 'ann')`);
  await before.query(
    `INSERT INTO cameras (name, object_id, organization_id, folder_id, kind, title, latitude, longitude)
     SELECT 'c' || n, lpad(to_hex(n), 24, '0'), 1, (SELECT min(id) FROM folders), 'stream', 'Camera ' || n, n % 90, n % 180
     FROM generate_series(1, ${cameras}) n`,
  );
  const running = new AbortController();
  let done = 0;
  const failures: unknown[] = [];
  const writers = Promise.all(
    writes.map(async (statement) => {
      while (!running.signal.aborted)
        await before
          .transaction(async (manager) => {
            await manager.query(`SET LOCAL lock_timeout = '1s'`);
            await manager.query(statement);
          })
          .then(() => (done += 1))
          .catch((error: unknown) => {
            failures.push(statement, error);
            running.abort();
          });
    }),
  );
  const ran = await migrate(database.url);
  running.abort();
  await writers;
  expect(failures).toEqual([]);
  expect(ran.length).toBe(migrations.length - header.migrations.length);
  expect(done).toBeGreaterThan(writes.length);
  await before.destroy();
  await database.drop();
});
