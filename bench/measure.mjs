import autocannon from 'autocannon';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { postmasterOf } from './servers.mjs';

const agent = new Agent({ keepAlive: true });

/** A form sent over a connection that stays open; the JSON of the answer. */
export async function postForm(url, form, headers) {
  const body = new URLSearchParams(form).toString();
  const answer = await new Promise((resolve, reject) => {
    const asked = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length },
    });
    asked.on('error', reject).on('response', resolve).end(body);
  });
  const received = await text(answer);
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}: ${received}`);
  return JSON.parse(received);
}

/** One answer over a connection that stays open; fetch itself takes 2 ms for 70 kB, more than what is measured. */
export async function get(url, headers) {
  const answer = await new Promise((resolve, reject) => {
    request(url, { headers, agent }, resolve).on('error', reject).end();
  });
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  return text(answer);
}

export const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 3);

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Requests a second that a server answers with 2xx, or as `status`; anything else is a failure of the benchmark. */
export async function load({ url, method = 'GET', headers = {}, body, connections = 16, status = 200 }) {
  const result = await autocannon({ url, method, headers, body, connections, duration: seconds });
  const answered = result[`${String(status)[0]}xx`];
  const others = result.requests.total - answered;
  if (others > 0 || result.errors > 0 || answered === 0)
    throw new Error(`${url} answered ${others} times with an error (${result.errors} broken connections)`);
  return answered / result.duration;
}

/** Microseconds of processor that a process has used; the kernel counts hundredths of a second. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

let ownPostmaster;

/** From now on the processes of the server on this data directory count as PostgreSQL, others on the machine do not. */
export function countPostgresOf(dataDirectory) {
  ownPostmaster = String(postmasterOf(dataDirectory));
}

function isPostgres(pid) {
  if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
  const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1];
  return ownPostmaster === undefined || parent === ownPostmaster;
}

/** Microseconds of processor that PostgreSQL has used, in all its processes. */
function cpuOfPostgres() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, pid) => {
      try {
        return isPostgres(pid) ? sum + cpuOf(pid) : sum;
      } catch {
        return sum;
      }
    }, 0);
}

/** Microseconds of processor that a server and PostgreSQL have used until now. */
export const processorOf = (pid) => cpuOf(pid) + cpuOfPostgres();

/**
 * Loads servers in turn, A B A B …, after one warm-up each; medians of requests a second and of the processor time a request
 * (µs) of the server and of PostgreSQL together, which the load generator beside them does not distort.
 * @param contestants each a request for `load`, or `run(worker)` that sends one
 */
export async function alternateWithCpu(contestants) {
  const figures = new Map(contestants.map(({ name }) => [name, { rates: [], costs: [] }]));
  const rate = (contestant) => (contestant.run === undefined ? load(contestant) : rateOf(contestant.run));
  for (const contestant of contestants) await rate(contestant);
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      const before = processorOf(contestant.pid);
      const measured = await rate(contestant);
      const { rates, costs } = figures.get(contestant.name);
      rates.push(measured);
      costs.push((processorOf(contestant.pid) - before) / (measured * seconds));
    }
  }
  return new Map([...figures].map(([name, { rates, costs }]) => [name, { rate: median(rates), cost: median(costs) }]));
}

/** Loads the contestants in turn, A B A B …, after one warm-up each; medians of requests a second. */
export async function alternate(contestants) {
  const figures = new Map(contestants.map(({ name }) => [name, []]));
  for (const contestant of contestants) await load(contestant);
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) figures.get(contestant.name).push(await load(contestant));
  }
  return new Map([...figures].map(([name, values]) => [name, median(values)]));
}

/** Milliseconds of one call after another, alternating; medians. Each contestant is `{ name, run(step) }`. */
export async function latencies(contestants, steps) {
  const figures = new Map(contestants.map(({ name }) => [name, []]));
  for (let step = 0; step < steps; step += 1) {
    for (const { name, run } of contestants) {
      const begun = performance.now();
      await run(step);
      // The first half warms up: code that has run a hundred times is not yet compiled.
      if (step >= steps / 2) figures.get(name).push(performance.now() - begun);
    }
  }
  return new Map([...figures].map(([name, values]) => [name, median(values)]));
}

/** How often a second something can be done by so many at once; the counterpart of `load` for what is no HTTP server. */
export async function rateOf(run, atOnce = 16) {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const loop = async (one) => {
    while (performance.now() < end) {
      await run(one);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, one) => loop(one)));
  return done / seconds;
}
