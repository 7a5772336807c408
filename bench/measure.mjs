import autocannon from 'autocannon';

export const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 3);

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Requests a second that a server answers with 2xx; anything else is a failure of the benchmark. */
export async function load({ url, method = 'GET', headers = {}, body, connections = 16 }) {
  const result = await autocannon({ url, method, headers, body, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] === 0) {
    throw new Error(`${url} answered ${result.non2xx} times with an error (${result.errors} broken connections)`);
  }
  return result['2xx'] / result.duration;
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
      if (step >= steps / 5) figures.get(name).push(performance.now() - begun);
    }
  }
  return new Map([...figures].map(([name, values]) => [name, median(values)]));
}
