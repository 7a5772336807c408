import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { compileShape } from '../dist/cameras/search/compile-shape.js';
import { startEmbeddedPostgres } from '../dist/database/index.js';
import { cameraShape } from '../dist/dialects/rest/camera.shape.js';
import { cam2v2 } from './cam2-v2.mjs';
import { cities, fill } from './catalogue.mjs';
import { download } from './download.mjs';
import {
  alternateWithCpu,
  countPostgresOf,
  get,
  latencies,
  load,
  median,
  postForm,
  rateOf,
  rounds,
} from './measure.mjs';
import { reads } from './reads.mjs';
import { rights } from './rights.mjs';
import { scale } from './scale.mjs';
import { soak } from './soak.mjs';
import { memoryOf, familyOf, residentOf, startCamgate, startScript } from './servers.mjs';

const parts = {
  reads: (url) => reads((total, more) => openCamgate(url, total, more), url, row),
  export: wholeExport,
  // Before the parts that fill in a million.
  cam2v2: (url) => cam2v2((total) => openCamgate(url, total), row),
  radius,
  tiles,
  tokens: tokenEndpoints,
  start,
  // In databases and reports of their own.
  rights,
  scale,
  soak,
};
// An hour each, and 30 GB for ten million cameras: only when asked for.
const usual = Object.keys(parts).filter((name) => name !== 'scale' && name !== 'soak');
const wanted = process.argv.slice(2).filter((name) => name in parts);
const table = [];
const secret = 'the master secret of the benchmark, 32 characters';

function row(what, ours, other, aim, note = '') {
  const line = { what, ours, other, aim, note };
  table.push(line);
  console.log(`${what}: ${ours} | ${other} | aim ${aim} ${note}`);
}

const perSecond = (value) => `${Math.round(value)}/s`;
const milliseconds = (value) => `${value.toFixed(2)} ms`;

async function main() {
  const engine = process.env.BENCH_DATABASE_URL ? undefined : await openEngine();
  const databaseUrl = process.env.BENCH_DATABASE_URL ?? engine.url;
  try {
    for (const name of wanted.length > 0 ? wanted : usual) await parts[name](databaseUrl, engine?.dataDirectory);
  } finally {
    await engine?.stop();
    if (engine) rmSync(engine.dataDirectory, { recursive: true, force: true });
  }
  if (table.length > 0) writeResults();
}

async function openEngine() {
  const directory = mkdtempSync(join(tmpdir(), 'camgate-bench-'));
  chmodSync(directory, 0o711);
  const engine = await startEmbeddedPostgres({ dataDirectory: directory, explicit: true });
  countPostgresOf(directory);
  return engine;
}

/** Camgate over the benchmark's database, with one application and a token of it. */
async function openCamgate(databaseUrl, total, more = {}) {
  const environment = {
    DATABASE_URL: databaseUrl,
    CAMGATE_SECRET: secret,
    NODE_ENV: 'production',
    RATE_LIMIT_TOKENS_PER_MINUTE: '0',
    RATE_LIMIT_LOGINS_PER_MINUTE: '0',
    ACCESS_TOKEN_SECONDS: '86400',
    ...more,
  };
  const camgate = await startCamgate(environment);
  const client = new Client({ connectionString: databaseUrl });
  // A part that fails takes the database away under it; its own error is the one to see.
  client.on('error', () => undefined);
  await client.connect();
  await fill(client, total);
  const output = execFileSync(
    'node',
    ['dist/cli/main.js', 'app', 'create', '--name', 'bench', '--level', 'user', '--json'],
    {
      env: { ...process.env, ...environment },
    },
  );
  const app = JSON.parse(String(output));
  const basic = `Basic ${Buffer.from(`${app.client_id}:${app.client_secret}`).toString('base64')}`;
  const answer = await fetch(`${camgate.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = await answer.json();
  return {
    ...camgate,
    client,
    app,
    environment,
    basic,
    headers: { authorization: `Bearer ${token}` },
    close: async () => {
      await client.end();
      await camgate.stop();
    },
  };
}

/** What the original (CAM2API, Django) took on 126,781 cameras and a machine of two cores. */
const original = { export: '254 s the original', radius: '15,400 ms the original' };

async function wholeExport(databaseUrl) {
  const camgate = await openCamgate(databaseUrl, 130_000);
  const { rows } = await camgate.client.query('SELECT count(*)::int AS total FROM cameras');
  const what = `CAM2 v1 /cameras/, all ${rows[0].total.toLocaleString('en')}`;
  for (const { how, more } of [
    { how: '', more: {} },
    { how: ', gzip', more: { 'accept-encoding': 'gzip' } },
    { how: ', brotli', more: { 'accept-encoding': 'br' } },
  ]) {
    const runs = [];
    for (let round = 0; round < rounds; round += 1)
      runs.push(await download(`${camgate.url}/cameras/`, { ...camgate.headers, ...more }, camgate.pid));
    const of = (key) => median(runs.map((run) => run[key]));
    row(
      `${what}${how}`,
      `${of('seconds').toFixed(1)} s, first byte ${of('first').toFixed(0)} ms`,
      original.export,
      'first byte < 100 ms, constant memory',
      `${(of('bytes') / 1e6).toFixed(1)} MB; resident ${runs[0].before.toFixed(0)} MB before, at most ${Math.max(...runs.map(({ highest }) => highest)).toFixed(0)} MB`,
    );
  }
  const figures = await latencies(
    [
      {
        name: 'radius',
        run: async () => download(`${camgate.url}/query/lat=51.5,lng=-0.08,radius=12/`, camgate.headers, camgate.pid),
      },
      {
        name: 'count',
        run: async () => download(`${camgate.url}/query/lat=51.5,lng=-0.08,count=10/`, camgate.headers, camgate.pid),
      },
    ],
    50,
  );
  row('CAM2 v1 /query/…,radius=12/, London', milliseconds(figures.get('radius')), original.radius, '');
  row('CAM2 v1 /query/…,count=10/, London', milliseconds(figures.get('count')), '500 the original (a tie)', '');
  await camgate.close();
}

async function radius(databaseUrl) {
  const camgate = await openCamgate(databaseUrl, 1_000_000);
  const path = ({ latitude, longitude }) => `/api/v1/cameras?near=${latitude},${longitude}&radius=12000&limit=100`;
  const chord = 2 * Math.sin(12_000 / (2 * 6_371_008.8));
  const at = `cube(ARRAY[cos(radians($1::float8)) * cos(radians($2::float8)), cos(radians($1::float8)) * sin(radians($2::float8)), sin(radians($1::float8))])`;
  const shape = compileShape(
    { ...cameraShape, distance: 'distanceMetres' },
    false,
    '(2 * 6371008.8 * asin(least(1, (c.position <-> p.at) / 2)))',
  );
  const bare = `SELECT '[' || string_agg(j, ',') || ']' FROM (
      SELECT ${shape} AS j FROM cameras c, (SELECT ${at} AS at) p
      WHERE c.position <@ cube_enlarge(p.at, $3, 3) ORDER BY c.position <-> p.at LIMIT 100) page`;
  for (const [what, place] of [
    ['radius 12 km nearest 100 of 1,000,000, anywhere', undefined],
    ['radius 12 km nearest 100 of 1,000,000, densest city', cities[0]],
  ]) {
    const placeAt = (step) => place ?? { latitude: Math.sin(step * 12.9) * 60, longitude: Math.sin(step * 7.7) * 179 };
    const figures = await latencies(
      [
        {
          name: 'camgate',
          run: async (step) => {
            // Not compressed: the bare SQL is not, either.
            await get(camgate.url + path(placeAt(step)), { ...camgate.headers, 'accept-encoding': 'identity' });
          },
        },
        {
          name: 'sql',
          run: async (step) => camgate.client.query(bare, [placeAt(step).latitude, placeAt(step).longitude, chord]),
        },
      ],
      1000,
    );
    const [ours, sql] = [figures.get('camgate'), figures.get('sql')];
    row(
      what,
      milliseconds(ours),
      `${milliseconds(sql)} the bare SQL`,
      '<= 1.5 x',
      `${(ours / sql).toFixed(2)} x, one after the other, HTTP and guard included`,
    );
  }
  await radiusUnderLoad(camgate, databaseUrl, path(cities[0]), bare, [cities[0].latitude, cities[0].longitude, chord]);
  await camgate.close();
}

/** Tiles of the whole world and of the densest city: the first after a change of any camera, again, and where it is known. */
async function tiles(databaseUrl) {
  const camgate = await openCamgate(databaseUrl, 1_000_000);
  for (const place of ['0/0/0', '8/75/96']) {
    const url = `${camgate.url}/api/v1/cameras/tiles/${place}.mvt`;
    const timed = async (headers) => {
      const begun = performance.now();
      const answer = await fetch(url, { headers: { ...camgate.headers, ...headers } });
      const { byteLength } = await answer.arrayBuffer();
      return { time: performance.now() - begun, tag: answer.headers.get('etag'), byteLength, status: answer.status };
    };
    const [first, again, known] = [[], [], []];
    let size = 0;
    for (let round = 0; round < rounds; round += 1) {
      await camgate.client.query('UPDATE cameras SET version = version + 1 WHERE id = (SELECT min(id) FROM cameras)');
      const anew = await timed({});
      size = anew.byteLength;
      first.push(anew.time);
      again.push((await timed({})).time);
      known.push((await timed({ 'if-none-match': anew.tag })).time);
    }
    row(
      `tile ${place} of 1,000,000`,
      milliseconds(median(again)),
      `${milliseconds(median(first))} after any camera has changed`,
      '< 50 ms, < 100 kB',
      `${(size / 1000).toFixed(1)} kB; 304 ${milliseconds(median(known))}`,
    );
  }
  await camgate.close();
}

/** Sixteen at once in the densest city: what the detour over HTTP costs when nobody waits for a process to wake up. */
async function radiusUnderLoad(camgate, databaseUrl, path, bare, values) {
  const pool = new Pool({ connectionString: databaseUrl, max: 16 });
  const [ours, sql] = [[], []];
  const url = camgate.url + path;
  await load({ url, headers: camgate.headers });
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await load({ url, headers: camgate.headers }));
    sql.push(await rateOf(() => pool.query(bare, values)));
  }
  await pool.end();
  const [rate, ceiling] = [median(ours), median(sql)];
  row(
    'radius 12 km, densest city, 16 at once',
    perSecond(rate),
    `${perSecond(ceiling)} the bare SQL`,
    '<= 1.5 x',
    `${(ceiling / rate).toFixed(2)} x, HTTP and guard included`,
  );
}

async function tokenEndpoints(databaseUrl) {
  const camgate = await openCamgate(databaseUrl, 1);
  const floor = await startScript('token-floor.mjs', { DATABASE_URL: databaseUrl });
  const peer = await startScript('oidc-peer.mjs', {
    CLIENT_ID: camgate.app.client_id,
    CLIENT_SECRET: camgate.app.client_secret,
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const basic = { authorization: camgate.basic };
  const ask = { method: 'POST', headers: { ...form, ...basic }, body: 'grant_type=client_credentials' };
  const inBody = `client_id=${camgate.app.client_id}&client_secret=${camgate.app.client_secret}`;
  const given = await alternateWithCpu([
    { name: 'floor', pid: floor.pid, url: `${floor.url}/`, ...ask },
    { name: 'oauth', pid: camgate.pid, url: `${camgate.url}/oauth/token`, ...ask },
    { name: 'peer', pid: peer.pid, url: `${peer.url}/token`, ...ask },
    { name: 'cam2', pid: camgate.pid, url: `${camgate.url}/token/`, method: 'POST', headers: form, body: inBody },
  ]);
  for (const [name, path] of [
    ['oauth', '/oauth/token'],
    ['cam2', '/token/'],
  ]) {
    const what = `${path}, client credentials`;
    compare(what, given.get(name), given.get('floor'), 'the floor', '>= 0.8 x');
    compare(what, given.get(name), given.get('peer'), 'oidc-provider', '>= 1.4 x');
  }

  const chains = await refreshChains(camgate, peer, basic);
  const refreshed = await alternateWithCpu(chains);
  compare('refresh, rotating', refreshed.get('camgate'), refreshed.get('peer'), 'oidc-provider', '>= 1.5 x');

  const ours = camgate.headers.authorization.slice('Bearer '.length);
  const { access_token: theirs } = await postForm(
    `${peer.url}/token`,
    { grant_type: 'client_credentials', resource: 'http://127.0.0.1/opaque' },
    basic,
  );
  const asked = { method: 'POST', headers: { ...form, ...basic } };
  const seen = await alternateWithCpu([
    { name: 'camgate', pid: camgate.pid, url: `${camgate.url}/oauth/introspect`, ...asked, body: `token=${ours}` },
    { name: 'peer', pid: peer.pid, url: `${peer.url}/token/introspection`, ...asked, body: `token=${theirs}` },
  ]);
  compare(
    'introspection (ours: a JWT, theirs: opaque)',
    seen.get('camgate'),
    seen.get('peer'),
    'oidc-provider',
    '>= 1.5 x',
  );
  await peer.stop();
  await floor.stop();
  await camgate.close();
}

/** Requests a second, and processor time a request of node and PostgreSQL together, beside somebody else's. */
function compare(what, ours, theirs, name, aim) {
  row(
    what,
    perSecond(ours.rate),
    `${perSecond(theirs.rate)} ${name}`,
    aim,
    `${(ours.rate / theirs.rate).toFixed(2)} x`,
  );
  row(
    `${what}: processor a request`,
    `${Math.round(ours.cost)} µs`,
    `${Math.round(theirs.cost)} µs ${name}`,
    '',
    `${(theirs.cost / ours.cost).toFixed(2)} x`,
  );
}

/** Sixteen sessions each, whose refresh tokens are used one after the other. */
async function refreshChains(camgate, peer, basic) {
  const password = 'a password of the benchmark';
  execFileSync('node', ['dist/cli/main.js', 'user', 'create', '--login', 'ann', '--password', password], {
    env: { ...process.env, ...camgate.environment },
  });
  const ours = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const answer = await fetch(`${camgate.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'ann', password }),
      });
      return (await answer.json()).refresh_token;
    }),
  );
  const theirs = await Promise.all(ours.map(() => get(`${peer.url}/bench/refresh-token`, {})));
  const use = async (tokens, worker, url, headers) => {
    const form = { grant_type: 'refresh_token', refresh_token: tokens[worker] };
    tokens[worker] = (await postForm(url, form, headers)).refresh_token;
  };
  return [
    { name: 'camgate', pid: camgate.pid, run: (worker) => use(ours, worker, `${camgate.url}/oauth/token`, {}) },
    { name: 'peer', pid: peer.pid, run: (worker) => use(theirs, worker, `${peer.url}/token`, basic) },
  ];
}

async function start() {
  const directory = mkdtempSync(join(tmpdir(), 'camgate-start-'));
  chmodSync(directory, 0o711);
  const environment = { DATA_DIR: directory, DATABASE_URL: '', NODE_ENV: 'development' };
  const cold = await startCamgate(environment);
  await cold.stop();
  const warm = [];
  let memory;
  for (let round = 0; round < rounds; round += 1) {
    const server = await startCamgate(environment);
    warm.push(server.readySeconds);
    memory = {
      node: residentOf(server.pid),
      database: familyOf(directory)
        .filter((pid) => pid !== server.pid)
        .map(memoryOf),
    };
    await server.stop();
  }
  rmSync(directory, { recursive: true, force: true });
  const database = memory.database.reduce((sum, value) => sum + value, 0);
  row('start, cold (engine copied, initdb, demo)', `${cold.readySeconds.toFixed(1)} s`, '', '');
  row('start, warm', `${median(warm).toFixed(1)} s`, '', '< 4 s');
  row(
    'resident memory after start',
    `${memory.node.toFixed(0)} MB node`,
    `${database.toFixed(0)} MB embedded database (PSS of its ${memory.database.length} processes)`,
    '< 250 MB',
  );
}

function writeResults() {
  const lines = table.map(({ what, ours, other, aim, note }) => `| ${what} | ${ours} | ${other} | ${aim} | ${note} |`);
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  writeFileSync(
    'bench/RESULTS.md',
    `# Results of \`npm run bench\`\n\n${machine}; server, database and load share the machine. Medians of ${rounds} alternating rounds.\n\n` +
      `| what | Camgate | beside | aim | |\n|---|---|---|---|---|\n${lines.join('\n')}\n`,
  );
}

await main();
