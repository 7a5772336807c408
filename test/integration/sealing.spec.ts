import { system } from '#auth';
import { SealingSteps } from '#cameras';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRegistry, type Registry } from '../support/registry.js';
import { everythingStored } from '../support/stored.js';

const secret = 'S3cr3t-Xq7';
let old: Registry;

beforeAll(async () => {
  old = await openRegistry();
});
afterAll(() => old.close());

/** A row as versions before the rules of secrets left it. */
async function leave(name: string, columns: Readonly<Record<string, unknown>>): Promise<void> {
  const given = { kind: 'non_ip', ...columns };
  await old.dataSource.query(
    `insert into cameras (name, object_id, organization_id, ${Object.keys(given).join(', ')})
     select $1, lpad(md5($1), 24, '0'), (select id from organizations where is_default), ${Object.values(given)
       .map((_, index) => `$${index + 2}`)
       .join(', ')}`,
    [name, ...Object.values(given).map((value) => (typeof value === 'object' ? JSON.stringify(value) : value))],
  );
}

/** Starts again on the same database, as an upgraded program does. */
async function upgrade(): Promise<Registry> {
  await old.dataSource.query('delete from sealing_steps');
  return openRegistry(undefined, { url: old.url, statementTimeoutMilliseconds: 60_000 });
}

it('what older versions kept in plain is sealed when the program starts, and opens where it was', async () => {
  const rows = {
    query: { snapshot_url: `http://a.example/?user=admin&password=${secret}` },
    path: { stream_url: `rtsp://a.example/user=admin_password=${secret}_channel=1` },
    unseen: { stream_url: `rtsp://admin:12/${secret}@a.example/1` },
    address: { kind: 'ip', ip: '192.0.2.1', image_path: `/snap?pwd=${secret}` },
    options: { inputs: [{ url: 'rtsp://a.example/1', options: { headers: [['X-Key', secret]] } }] },
    media: { media: { vision: { api_key: secret }, nvrSettings: { password: secret }, agent: { key: secret } } },
    text: { description: `ffmpeg -i rtsp://admin:${secret}@a.example/1`, source_url: `a.example/?token=${secret}` },
    harmless: { snapshot_url: 'http://a.example/?id=5', stream_url: 'rtsp://a.example/1' },
  };
  for (const [name, columns] of Object.entries(rows)) await leave(name, columns);
  const place = 'cameras.credentials_sealed:before';
  const sealedBefore = {
    login: 'admin',
    password: secret,
    others: [{ url: 'rtsp://b.example/1', options: { headers: { Authorization: `Basic ${secret}` } } }],
  };
  await leave('before', {
    stream_url: 'rtsp://b.example/1',
    inputs: [{ url: 'rtsp://b.example/1', options: { headers: { Accept: 'x' } } }],
    credentials_sealed: old.vault.seal(JSON.stringify(sealedBefore), place),
  });
  await old.dataSource.query(`insert into presets (title, vision) values ('p', $1)`, [
    JSON.stringify({ api_key: secret }),
  ]);
  const versions = await old.dataSource.query<unknown[]>('select name, version, updated_at from cameras order by id');

  const upgraded = await Promise.all([upgrade(), upgrade()]);
  try {
    expect(await everythingStored(old.dataSource)).not.toContain(secret);
    expect(await old.dataSource.query('select name, version, updated_at from cameras order by id')).toEqual(versions);
    const [{ cameras }] = upgraded;
    const shown = async (name: string) => cameras.get(system, { name });
    expect(await shown('query')).toMatchObject({ snapshotUrl: 'http://a.example/?user=admin&password=***' });
    expect(await shown('unseen')).toMatchObject({ streamUrl: 'rtsp://a.example/1', hasCredentials: true });
    expect(await shown('harmless')).toMatchObject({ snapshotUrl: 'http://a.example/?id=5', hasCredentials: false });
    expect(await shown('before')).toMatchObject({
      inputs: [{ options: { headers: { Accept: 'x', Authorization: '***' } } }],
    });
    expect(await cameras.credentials(system, { name: 'before' })).toMatchObject({ login: 'admin', hasPassword: true });
    for (const name of ['query', 'path', 'unseen', 'address', 'options', 'media', 'text', 'before']) {
      const [{ sealed }] = await old.dataSource.query<[{ sealed: string }]>(
        'select credentials_sealed as sealed from cameras where name = $1',
        [name],
      );
      expect(old.vault.open(sealed, `cameras.credentials_sealed:${name}`)).toContain(secret);
    }
    // What was shown can come back, and nothing is done a second time.
    const { inputs, media } = await shown('options');
    expect(await cameras.update(system, { name: 'options' }, { inputs, media })).toMatchObject({ version: 1 });
    // The sealer of the audit log is at work meanwhile.
    const audit = ['audit_events', 'audit_chains'];
    const again = await everythingStored(old.dataSource, audit);
    const third = await openRegistry(undefined, { url: old.url, statementTimeoutMilliseconds: 60_000 });
    await third.close();
    expect(await everythingStored(old.dataSource, audit)).toBe(again);
  } finally {
    for (const one of upgraded) await one.close();
  }
});

it('what was sealed by older rules is gone through once more, and keeps what they took out', async () => {
  await leave('older', {
    snapshot_url: 'http://c.example/?user=admin&password=***&S3cr3t-Xq7&z=1',
    title: `login admin password: ${secret}`,
    city: `password: ${secret}`,
    credentials_sealed: old.vault.seal(
      JSON.stringify({
        places: [
          {
            at: 'snapshotUrl',
            shown: 'http://c.example/?user=admin&password=***&S3cr3t-Xq7&z=1',
            parts: [{ label: 'password', offset: 38, value: 'half' }],
          },
        ],
      }),
      'cameras.credentials_sealed:older',
    ),
  });
  await old.dataSource.query(`update sealing_steps set name = regexp_replace(name, ':.*', '')`);
  const upgraded = await openRegistry(undefined, { url: old.url, statementTimeoutMilliseconds: 60_000 });
  try {
    expect(await everythingStored(old.dataSource)).not.toContain(secret);
    expect(await upgraded.cameras.get(system, { name: 'older' })).toMatchObject({
      snapshotUrl: 'http://c.example/?user=admin&password=***&z=1',
      title: 'login admin password: ***',
      city: 'password: ***',
    });
    const [{ sealed }] = await old.dataSource.query<[{ sealed: string }]>(
      `select credentials_sealed as sealed from cameras where name = 'older'`,
    );
    expect(old.vault.open(sealed, 'cameras.credentials_sealed:older')).toContain(`half&${secret}`);
  } finally {
    await upgraded.close();
  }
});

it('a secret in a title is neither in the row nor in the name that is made of it', async () => {
  const title = `Gate, login admin password: ${secret}`;
  const { name } = await old.cameras.create(system, { title, kind: 'non_ip', snapshotUrl: 'http://d.example/1' });
  expect(await old.cameras.get(system, { name })).toMatchObject({ title: 'Gate, login admin password: ***' });
  expect((await everythingStored(old.dataSource)).toLowerCase()).not.toContain(secret.toLowerCase());
});

it('a start that was cut off goes on where it was', async () => {
  const steps = old.context.get(SealingSteps, { strict: false });
  const seen: number[] = [];
  const cut = steps.run('test', async (_, behind) => {
    seen.push(behind);
    if (behind === 2) throw new Error('cut off');
    return behind + 1;
  });
  await expect(cut).rejects.toThrow('cut off');
  const goOn = async (_: unknown, behind: number): Promise<number | undefined> => {
    seen.push(behind);
    return behind === 4 ? undefined : behind + 1;
  };
  await steps.run('test', goOn);
  await steps.run('test', goOn);
  expect(seen).toEqual([0, 1, 2, 2, 3, 4]);
});
