import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { fill } from './catalogue.mjs';
import { median } from './measure.mjs';
import { postmasterOf, residentOf, startCamgate } from './servers.mjs';

const minutes = Number(process.env.BENCH_SOAK_MINUTES ?? 60);
const workers = 12;
const password = 'a password of the benchmark';
/** After so many seconds no instance may take a revoked token: they tell each other at once. */
const revocationSeconds = 1;
const environment = {
  CAMGATE_SECRET: 'the master secret of the benchmark, 32 characters',
  NODE_ENV: 'production',
  // One name for both, as behind a load balancer.
  PUBLIC_URL: 'http://127.0.0.1:8000',
  CAMGATE_ADMIN_PASSWORD: password,
  RATE_LIMIT_TOKENS_PER_MINUTE: '0',
  RATE_LIMIT_LOGINS_PER_MINUTE: '0',
};

/**
 * Two instances under mixed load, while sessions are revoked, keys rotate, one instance restarts and the database is killed:
 * what is lost, what is refused, what leaks. Written to SOAK.md.
 */
export async function soak(databaseUrl, dataDirectory) {
  const settings = { ...environment, DATABASE_URL: databaseUrl };
  const [first, second] = [await startCamgate(settings), await startCamgate(settings)];
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await fill(client, 20_000);
  await client.end();
  const story = new Story([first, second]);
  const people = await makePeople(first.url);
  const ends = Date.now() + minutes * 60_000;
  const running = [
    ...people.map((person, number) => work(person, number, story, ends)),
    measureMemory(story, ends),
    disturb(story, settings, dataDirectory, ends),
  ];
  await Promise.all(running);
  await story.verify(people);
  await Promise.all(story.instances.map((instance) => instance.stop()));
  writeFileSync(new URL('SOAK.md', import.meta.url), report(story));
}

/** What happened, and what should not have. */
class Story {
  requests = 0;
  /** Seconds since the beginning, what and why. */
  failures = [];
  acceptedRevoked = 0;
  /** Answers 401 to a token that was valid. */
  wronglyRefused = 0;
  revocations = 0;
  lostWrites = [];
  acknowledgedWrites = 0;
  /** Megabytes of the instance that is never restarted. */
  memory = [];
  /** Times in which requests may fail: { what, from, to }. */
  windows = [];
  latencies = [];
  turn = 0;

  constructor(instances) {
    this.instances = instances;
    this.begun = Date.now();
  }

  seconds(time = Date.now()) {
    return (time - this.begun) / 1000;
  }

  /** In turns, as a load balancer sends it: what cannot connect goes to the other, what may be repeated once more, too. */
  async send(path, { method = 'GET', headers = {}, body, instance } = {}) {
    const begun = Date.now();
    const order = instance === undefined ? [this.turn++ % 2] : [instance];
    if (instance === undefined) order.push(1 - order[0]);
    let failure;
    for (const number of order) {
      try {
        this.requests += 1;
        const answer = await fetch(this.instances[number].url + path, { method, headers, ...(body && { body }) });
        const text = await answer.text();
        this.latencies.push(Date.now() - begun);
        if (answer.status === 401 && instance === undefined) this.wronglyRefused += 1;
        if (answer.status < 500)
          return { status: answer.status, headers: answer.headers, json: () => JSON.parse(text) };
        failure = `${answer.status} ${text.slice(0, 120)}`;
        if (method !== 'GET') break;
      } catch (error) {
        const code = error.cause?.code ?? error.message;
        failure = String(code);
        if (code !== 'ECONNREFUSED' && method !== 'GET') break;
      }
    }
    this.failures.push({ at: begun, what: `${method} ${path.split('?')[0].replaceAll(/\d+/g, '…')}`, why: failure });
    return undefined;
  }

  /** Failures of requests that began outside every window. */
  outside() {
    return this.failures.filter(({ at }) => !this.windows.some(({ from, to }) => at >= from - 1000 && at <= to));
  }

  /** Every write that was acknowledged is there, and nothing that was deleted. */
  async verify(people) {
    for (const { ledger, signIn } of people) {
      const { authorization } = await signIn(this);
      for (const [id, wanted] of ledger) {
        const answer = await this.send(`/api/v1/cameras/${id}`, { headers: { authorization } });
        const found = answer.status === 404 ? undefined : answer.json().description;
        if (!wanted.includes(found))
          this.lostWrites.push(`${id}: ${answer.status} ${found} is none of ${wanted.join(', ')}`);
      }
    }
  }
}

async function makePeople(url) {
  const json = { 'content-type': 'application/json' };
  const post = async (path, body, headers = {}) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(body),
    });
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const { access_token: token } = await post('/api/v1/auth/login', { login: 'admin', password });
  const admin = { authorization: `Bearer ${token}` };
  const organization = await post('/api/v1/organizations', { title: 'Soak' }, admin);
  return Promise.all(
    Array.from({ length: workers }, async (_, number) => {
      const login = `soak-${number}`;
      const user = await post('/api/v1/users', { login, password: `first ${password}` }, admin);
      await post('/api/v1/auth/login', { login, password: `first ${password}`, new_password: password });
      await post(
        '/api/v1/memberships',
        { user_id: user.id, organization_id: organization.id, can: { view_cameras: true, edit_cameras: true } },
        admin,
      );
      const signIn = async (story) => {
        for (;;) {
          const body = JSON.stringify({ login, password });
          const answer = await story.send('/api/v1/auth/login', { method: 'POST', headers: json, body });
          if (answer === undefined) {
            await wait(200);
            continue;
          }
          if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.status}`);
          const { access_token, refresh_token } = answer.json();
          return { authorization: `Bearer ${access_token}`, refresh: refresh_token };
        }
      };
      // What each camera's description may be, after an answer that never came: the one before or the one asked for.
      return { login, organization: organization.id, ledger: new Map(), signIn };
    }),
  );
}

/** The same sequence in every run. */
function* dice(seed) {
  let state = seed * 2654435761 + 1;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

async function work(person, number, story, ends) {
  const roll = dice(number + 1);
  const next = () => roll.next().value;
  let session = await person.signIn(story);
  let cursor;
  let step = 0;
  const read = (path) => story.send(path, { headers: { authorization: session.authorization } });
  const change = async (method, path, body) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const headers = { authorization: session.authorization, ...(body && { 'content-type': type }) };
    return story.send(path, { method, headers, body: body && JSON.stringify(body) });
  };
  const any = () => [...person.ledger.keys()][Math.floor(next() * person.ledger.size)];
  const actions = {
    list: () => read(`/api/v1/cameras?limit=100&country=${next() < 0.5 ? 'US' : 'JP'}`),
    near: () => read('/api/v1/cameras?near=51.5,-0.1&radius=5000&limit=50'),
    item: () => read(`/api/v1/cameras/${1 + Math.floor(next() * 20_000)}`),
    tile: () => read(`/api/v1/cameras/tiles/4/${Math.floor(next() * 16)}/6.mvt`),
    changes: async () => {
      const answer = await read(`/api/v1/cameras/changes${cursor ? `?since=${encodeURIComponent(cursor)}` : ''}`);
      cursor = answer?.status === 200 ? answer.json().next : undefined;
    },
    create: async () => {
      const description = `${number}-${step}`;
      const body = { title: 'Soak', kind: 'non_ip', organization_id: person.organization, description };
      const answer = await change('POST', '/api/v1/cameras', body);
      if (answer?.status !== 201) return;
      story.acknowledgedWrites += 1;
      person.ledger.set(answer.json().id, [description]);
    },
    patch: async () => {
      const id = any();
      if (id === undefined) return;
      const description = `${number}-${step}`;
      const answer = await change('PATCH', `/api/v1/cameras/${id}`, { description });
      if (answer?.status === 200) story.acknowledgedWrites += 1;
      // A refusal changes nothing; without an answer nobody knows.
      if (answer === undefined) person.ledger.set(id, [...person.ledger.get(id), description]);
      else if (answer.status === 200) person.ledger.set(id, [description]);
    },
    remove: async () => {
      const id = any();
      if (id === undefined || person.ledger.size < 20) return;
      const answer = await change('DELETE', `/api/v1/cameras/${id}`);
      if (answer?.status === 204) story.acknowledgedWrites += 1;
      if (answer === undefined) person.ledger.set(id, [...person.ledger.get(id), undefined]);
      else if (answer.status === 204) person.ledger.set(id, [undefined]);
    },
    refresh: async () => {
      const body = JSON.stringify({ refresh_token: session.refresh });
      const headers = { 'content-type': 'application/json' };
      const answer = await story.send('/api/v1/auth/refresh', { method: 'POST', headers, body });
      if (answer?.status === 200) {
        const { access_token, refresh_token } = answer.json();
        session = { authorization: `Bearer ${access_token}`, refresh: refresh_token };
      } else session = await person.signIn(story);
    },
    revoke: async () => {
      const { authorization } = await person.signIn(story);
      const headers = { authorization };
      const ended = await story.send('/api/v1/auth/logout', { method: 'POST', headers });
      if (ended === undefined || ended.status >= 300) return;
      story.revocations += 1;
      await wait(revocationSeconds * 1000);
      for (const instance of [0, 1]) {
        const answer = await story.send('/api/v1/me', { headers, instance });
        if (answer?.status === 200) story.acceptedRevoked += 1;
      }
    },
  };
  const often = {
    list: 30,
    near: 10,
    item: 25,
    tile: 5,
    changes: 8,
    create: 4,
    patch: 10,
    remove: 2,
    refresh: 5,
    revoke: 1,
  };
  const bag = Object.entries(often).flatMap(([name, times]) => Array.from({ length: times }, () => name));
  while (Date.now() < ends) {
    step += 1;
    await actions[bag[Math.floor(next() * bag.length)]]();
    await wait(next() * 100);
  }
}

async function measureMemory(story, ends) {
  while (Date.now() < ends) {
    story.memory.push({ at: story.seconds(), resident: residentOf(story.instances[0].pid) });
    await wait(2000);
  }
}

/** The second instance restarts every two minutes, keys rotate every five, the database is killed in the middle. */
async function disturb(story, settings, dataDirectory, ends) {
  const total = ends - Date.now();
  const killAt = Date.now() + total / 2;
  const command = (...words) =>
    execFileSync('node', ['dist/cli/main.js', ...words], { env: { ...process.env, ...settings } });
  let killed = false;
  for (let turn = 1; Date.now() < ends - 45_000; turn += 1) {
    await wait(Math.min(120_000, total / 6));
    await open(story, 'restart of the second instance', async () => {
      await story.instances[1].stop();
      story.instances[1] = await startCamgate(settings);
    });
    if (turn % 2 === 0) command('keys', 'rotate', '--force');
    if (!killed && Date.now() > killAt) {
      killed = true;
      await open(story, 'the database is killed', async () => {
        process.kill(postmasterOf(dataDirectory), 'SIGKILL');
        await wait(200);
        for (const { url } of story.instances)
          while ((await fetch(`${url}/health/ready`).catch(() => undefined))?.status !== 200) await wait(50);
      });
    }
  }
}

async function open(story, what, happen) {
  const window = { what, from: Date.now(), to: Number.POSITIVE_INFINITY };
  story.windows.push(window);
  await happen();
  window.to = Date.now();
}

function report(story) {
  // The first fifth warms up.
  const memory = story.memory.filter(({ at }) => at > story.seconds() / 5);
  const part = Math.floor(memory.length / 4);
  const of = (samples) => median(samples.map(({ resident }) => resident));
  const [early, late] = [of(memory.slice(0, part)), of(memory.slice(-part))];
  const outside = story.outside();
  const inside = (what) =>
    story.windows
      .filter((window) => window.what === what)
      .map(({ from, to }) => ({
        seconds: (to - from) / 1000,
        failed: story.failures.filter(({ at }) => at >= from - 1000 && at <= to).length,
      }));
  const windows = [...new Set(story.windows.map(({ what }) => what))].map((what) => {
    const all = inside(what);
    return `| ${what}, ${all.length} times | ${Math.max(...all.map(({ seconds }) => seconds)).toFixed(1)} s at most, ${all.reduce((sum, { failed }) => sum + failed, 0)} requests failed |`;
  });
  return [
    '# Mixed load for a long time',
    `\`npm run bench -- soak\`, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${new Date().toISOString().slice(0, 10)}: two instances and their database on one machine, ${workers} callers for ${minutes} minutes.`,
    [
      '| what | |\n|---|---|',
      `| requests | ${story.requests}, median ${median(story.latencies)} ms |`,
      `| writes that were acknowledged; lost | ${story.acknowledgedWrites}; ${story.lostWrites.length} |`,
      `| sessions revoked; tokens accepted ${revocationSeconds} s later | ${story.revocations}; ${story.acceptedRevoked} |`,
      `| valid tokens refused | ${story.wronglyRefused} |`,
      ...windows,
      `| requests failed at any other time | ${outside.length} |`,
      `| resident memory of the instance that went on | ${early.toFixed(0)} MB in the second fifth, ${late.toFixed(0)} MB in the last: ${((late / early - 1) * 100).toFixed(1)} % |`,
    ].join('\n'),
    ...(outside.length > 0
      ? [
          `## Failed\n\n${outside
            .slice(0, 20)
            .map(({ at, what, why }) => `- ${story.seconds(at).toFixed(0)} s: ${what}: ${why}`)
            .join('\n')}`,
        ]
      : []),
    ...(story.lostWrites.length > 0 ? [`## Lost\n\n${story.lostWrites.slice(0, 20).join('\n')}`] : []),
    '',
  ].join('\n\n');
}
