import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Client } from 'pg';
import { migrate } from '../dist/database/index.js';
import { median, processorOf } from './measure.mjs';
import { startCamgate } from './servers.mjs';

const sizes = (process.env.BENCH_SCALE ?? '100000,1000000,10000000').split(',').map(Number);
const world = { organizations: 10_000, users: 100_000, grants: 1_000_000 };
const thisRun = Date.now();
const steps = Number(process.env.BENCH_SCALE_STEPS ?? 60);
/** The databases stay for the next run, and for somebody who looks at the plans. */
const keeps = process.env.BENCH_SCALE_KEEP !== undefined;
const password = 'a password of the benchmark';
const environment = {
  CAMGATE_SECRET: 'the master secret of the benchmark, 32 characters',
  NODE_ENV: 'production',
  CAMGATE_ADMIN_PASSWORD: password,
  RATE_LIMIT_TOKENS_PER_MINUTE: '0',
  RATE_LIMIT_LOGINS_PER_MINUTE: '0',
  ACCESS_TOKEN_SECONDS: '86400',
};

/**
 * The same work at growing numbers of cameras, over HTTP, one request after the other: what it takes, and by how much it
 * grows. Ten thousand organizations, a hundred thousand users and a million grants at every size. Written to SCALE.md.
 */
export async function scale(serverUrl) {
  const columns = [];
  for (const cameras of sizes) columns.push(await measureAt(serverUrl, cameras));
  writeFileSync(new URL('SCALE.md', import.meta.url), report(columns));
}

async function measureAt(serverUrl, cameras) {
  const name = `camgate_scale_${cameras}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const settings = { ...environment, DATABASE_URL: url.toString() };
  const isThere = keeps && (await onServer(serverUrl, `SELECT FROM pg_database WHERE datname = '${name}'`)).length > 0;
  if (!isThere) await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`);
  await migrate(url.toString());
  const app = command(settings, 'app', 'create', '--name', 'scale', '--level', 'user');
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    if (!isThere) {
      command(settings, 'user', 'create', '--login', 'measured', '--password', password);
      command(settings, 'user', 'create', '--login', 'root', '--password', password, '--admin');
      const begun = performance.now();
      await fill(client, cameras);
      console.log(`${cameras} cameras stand after ${seconds(begun)} s`);
    }
    const camgate = await startCamgate(settings);
    try {
      return { cameras, figures: await measure(camgate, client, app), onDisk: await sizesOf(client) };
    } finally {
      await camgate.stop();
    }
  } finally {
    await client.end();
    if (!keeps) await onServer(serverUrl, `DROP DATABASE ${name}`);
  }
}

function command(settings, ...words) {
  return JSON.parse(
    String(execFileSync('node', ['dist/cli/main.js', ...words, '--json'], { env: { ...process.env, ...settings } })),
  );
}

const seconds = (begun) => Math.round((performance.now() - begun) / 1000);

async function onServer(url, ...statements) {
  const client = new Client({ connectionString: url });
  await client.connect();
  let rows;
  for (const statement of statements) ({ rows } = await client.query(statement));
  await client.end();
  return rows;
}

const filled = ['cameras', 'folders', 'memberships', 'folder_permissions', 'camera_permissions'];

/** Indexes and foreign keys are made at the end: that takes a tenth of the time of keeping them up to date. */
async function fill(client, cameras) {
  const { rows: indexes } = await client.query(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'cameras'::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  const { rows: keys } = await client.query(
    `select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and conrelid = any($1::regclass[])`,
    [filled],
  );
  for (const { owner, name } of keys) await client.query(`alter table ${owner} drop constraint "${name}"`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query('alter table cameras disable trigger user');
  for (const [name, value] of Object.entries({ cameras, ...world }))
    await client.query(`set scale.${name} = '${value}'`);
  await client.query(readFileSync(new URL('scale.sql', import.meta.url), 'utf8'));
  await client.query('alter table cameras enable trigger user');
  await client.query(`set maintenance_work_mem = '1GB'`);
  for (const { definition } of indexes) await client.query(definition);
  for (const { owner, name, definition } of keys)
    await client.query(`alter table ${owner} add constraint "${name}" ${definition}`);
  await client.query('vacuum analyze');
}

async function signIn(url, login) {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  return { authorization: `Bearer ${(await answer.json()).access_token}` };
}

/** What is asked: by a member of three organizations with forty folders of others, and by an administrator who sees all. */
async function measure(camgate, client, app) {
  const member = await signIn(camgate.url, 'measured');
  const all = await signIn(camgate.url, 'root');
  const cameras = `${camgate.url}/api/v1/cameras`;
  const send = async (url, headers, more = {}) => {
    const answer = await fetch(url, { ...more, headers: { ...headers, ...more.headers } });
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.status >= 400) throw new Error(`${url} answered ${answer.status}: ${body.toString()}`);
    return { answer, body, json: () => JSON.parse(body.toString()) };
  };
  const json = (method, body) => ({
    method,
    headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' },
    body: JSON.stringify(body),
  });
  const { items } = (await send(`${cameras}?limit=100`, member)).json();
  const { rows } = await client.query(`select latitude, longitude from cameras where city = 'City 7' limit 1`);
  const [{ latitude, longitude }] = rows;
  const { rows: words } = await client.query(
    `select split_part(title, ' ', 2) as word from cameras where id % 997 = 0 limit 50`,
  );
  const { rows: own } = await client.query(
    `select c.id, c.organization_id from cameras c join memberships m using (organization_id)
     join users u on u.id = m.user_id where u.login = 'measured' order by c.id limit 50`,
  );
  const tile = (zoom) => {
    const x = Math.floor(((longitude + 180) / 360) * 2 ** zoom);
    const radians = (latitude * Math.PI) / 180;
    const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** zoom);
    return `${cameras}/tiles/${zoom}/${x}/${y}.mvt`;
  };
  const word = (step) => encodeURIComponent(words[step % words.length].word);
  const near = `near=${latitude},${longitude}&radius=12000&limit=100`;
  let cursor = (await send(`${cameras}/changes`, member)).json().next;
  let changes = 0;
  const change = (step) =>
    send(`${cameras}/${own[step % own.length].id}`, member, json('PATCH', { description: `change ${(changes += 1)}` }));
  const basic = `Basic ${Buffer.from(`${app.client_id}:${app.client_secret}`).toString('base64')}`;

  const work = {
    'member: list of 100': () => send(`${cameras}?limit=100`, member),
    'member: 100 of a country': () => send(`${cameras}?country=FR&limit=100`, member),
    'member: 100 by title': () => send(`${cameras}?sort=title&limit=100`, member),
    'member: q= a rare word': (step) => send(`${cameras}?q=${word(step)}&limit=100`, member),
    'member: radius 12 km in a city': () => send(`${cameras}?${near}`, member),
    'member: tile of a city, zoom 12, anew': { before: change, run: () => send(tile(12), member) },
    'member: tile, zoom 3, anew': { before: change, run: () => send(tile(3), member) },
    'member: count of all': () => send(`${cameras}?limit=1&total=true`, member),
    'member: one camera': (step) => send(`${cameras}/${items[step % items.length].id}`, member),
    'who may see it, and why': (step) =>
      send(
        `${camgate.url}/api/v1/access/explain?caller=user:measured&camera=${items[step % items.length].id}&action=view`,
        all,
      ),
    'change of a camera': change,
    'create and delete': async (step) => {
      const body = { title: `made ${step}`, kind: 'non_ip', organization_id: own[0].organization_id };
      const { id } = (await send(cameras, member, json('POST', body))).json();
      await send(`${cameras}/${id}`, member, { method: 'DELETE' });
    },
    'changes since the last': {
      before: change,
      run: async () => {
        cursor = (await send(`${cameras}/changes?since=${encodeURIComponent(cursor)}`, member)).json().next;
      },
    },
    'all: list of 100': () => send(`${cameras}?limit=100`, all),
    'all: 100 of a country': () => send(`${cameras}?country=FR&limit=100`, all),
    'all: q= a rare word': (step) => send(`${cameras}?q=${word(step)}&limit=100`, all),
    'all: radius 12 km in a city': () => send(`${cameras}?${near}`, all),
    'all: tile of a city, zoom 12, anew': { before: change, run: () => send(tile(12), all) },
    'all: tile, zoom 3, anew': { before: change, run: () => send(tile(3), all) },
    'all: tile, zoom 3, again': () => send(tile(3), all),
    'token by client credentials': () =>
      send(
        `${camgate.url}/oauth/token`,
        { authorization: basic },
        {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'grant_type=client_credentials',
        },
      ),
  };
  const figures = {};
  for (const [what, one] of Object.entries(work)) {
    figures[what] = await timed(one, camgate.pid, steps);
    console.log(`${what}: ${shown(figures[what])}`);
  }
  figures['import of 1,000 rows, until it is done'] = await timed(
    (step) => importRows(send, camgate.url, all, own[0].organization_id, step),
    camgate.pid,
    6,
  );
  return figures;
}

async function importRows(send, url, headers, organization, step) {
  const rows = Array.from({ length: 1000 }, (_, n) =>
    JSON.stringify({
      name: `import-${thisRun}-${step}-${n}`,
      title: `Imported ${n}`,
      latitude: n / 20,
      longitude: n / 10 - 50,
    }),
  ).join('\n');
  const job = await send(`${url}/api/v1/imports?organization=${organization}`, headers, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: rows,
  });
  const { id } = job.json();
  for (;;) {
    const { status, created, rejected } = (await send(`${url}/api/v1/imports/${id}`, headers)).json();
    if (status === 'done' && created === 1000) return;
    if (status !== 'queued' && status !== 'running')
      throw new Error(`the import ended as ${status}, ${created} created, ${JSON.stringify(rejected).slice(0, 200)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Median milliseconds of the second half of the steps, and milliseconds of processor of node and PostgreSQL a step. */
async function timed(work, pid, count) {
  const { before, run } = typeof work === 'function' ? { run: work } : work;
  const times = [];
  let processor = 0;
  for (let step = 0; step < count; step += 1) {
    await before?.(step);
    const [begun, used] = [performance.now(), processorOf(pid)];
    await run(step);
    if (step < count / 2) continue;
    times.push(performance.now() - begun);
    processor += processorOf(pid) - used;
  }
  return { time: median(times), processor: processor / 1000 / times.length };
}

const shown = ({ time, processor }) => `${time.toFixed(1)} ms (${processor.toFixed(1)})`;

async function sizesOf(client) {
  const { rows } = await client.query(
    `select relname as name, pg_table_size(oid) as bytes, pg_indexes_size(oid) as indexes from pg_class
     where relname = any($1) and relkind = 'r' order by relname`,
    [[...filled, 'camera_feed', 'audit_events']],
  );
  return Object.fromEntries(
    rows.map(({ name, bytes, indexes }) => [name, { table: bytes / 1e6, indexes: indexes / 1e6 }]),
  );
}

function report(columns) {
  const numbers = columns.map(({ cameras }) => cameras.toLocaleString('en'));
  const header = (first, last) =>
    `| ${[first, ...numbers, ...last].join(' | ')} |\n|${'---|'.repeat(1 + numbers.length + last.length)}`;
  const last = columns.at(-1);
  const earlier = columns.at(-2) ?? last;
  const lines = Object.keys(last.figures).map((what) => {
    const growth = (last.figures[what].time / earlier.figures[what].time).toFixed(2);
    return `| ${[what, ...columns.map(({ figures }) => shown(figures[what])), `${growth} x`].join(' | ')} |`;
  });
  const stored = Object.keys(last.onDisk).map((table) => {
    const cell = ({ onDisk }) =>
      onDisk[table] ? `${onDisk[table].table.toFixed(0)} + ${onDisk[table].indexes.toFixed(0)}` : '';
    return `| ${[table, ...columns.map(cell)].join(' | ')} |`;
  });
  return [
    '# The same work at growing numbers of cameras',
    `\`npm run bench -- scale\`, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${new Date().toISOString().slice(0, 10)}: ${world.organizations.toLocaleString('en')} organizations of ten folders, ${world.users.toLocaleString('en')} users, ${world.grants.toLocaleString('en')} grants at every size. Over HTTP, one request after the other, server and database on one machine; median milliseconds, in brackets the milliseconds of processor of node and PostgreSQL together. The member belongs to three organizations and has forty folders of others; what they see grows with the world.`,
    `${header('work', [`from ${numbers.at(-2) ?? numbers.at(-1)} to ${numbers.at(-1)}`])}\n${lines.join('\n')}`,
    '## On disk, megabytes: rows + indexes',
    `${header('table', [])}\n${stored.join('\n')}`,
    '',
  ].join('\n\n');
}
