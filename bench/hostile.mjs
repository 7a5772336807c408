import http from 'node:http';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCamgate } from './servers.mjs';

/**
 * `npm run bench:hostile`: while each hostile request runs, how long a parallel `GET /health/live` waits, and how long the
 * hostile one's own answer is. Aim: 500 ms and 20 kB, on two cores. Exits with 1 where it is missed.
 */
const mostMilliseconds = 500;
const mostBytes = 20_000;
const password = 'the password of the benchmark, 1';

const many = (text, count) => text.repeat(count);
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const csv = { 'content-type': 'text/csv' };
const streams = '/watcher/client-api/v3/streams';
const keys = (count) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])));

/** By what is hostile in it: method, path, headers, body; `signed` requests carry an administrator's token. */
const requests = {
  'a long path': ['GET', `/api/v1/${many('a', 45_000)}`],
  'a path of @': ['GET', `/api/v1/${many('a@', 20_000)}`],
  'a path of URLs': ['GET', `/api/v1/${many('http://a:', 5_000)}`],
  'many parameters': ['GET', `/api/v1/cameras?${many('a=1&', 11_000)}`],
  'many filters': ['GET', `${streams}?${many('title=1&', 5_000)}`, { signed: true }],
  'a search of wildcards': ['GET', `${streams}?q=${many('%25_', 5_000)}`, { signed: true }],
  'a long sort': ['GET', `${streams}?sort=${many('-name,', 7_000)}`, { signed: true }],
  'many keys, signed in': ['PUT', `${streams}/x`, { signed: true, ...json }, keys(70_000)],
  'many keys, anonymous': ['POST', '/api/v1/auth/login', json, keys(5_000)],
  'deep JSON': ['PUT', `${streams}/x`, { signed: true, ...json }, many('[', 400_000) + many(']', 400_000)],
  'many items': [
    'POST',
    `${streams}/multiedit`,
    { signed: true, ...json },
    `{"streams":[${many('{"a":1},', 90_000)}{}]}`,
  ],
  'a form of many fields': ['POST', '/token.json', form, many('a=1&', 15_000)],
  'a form of escapes': ['POST', '/token.json', form, `client_id=${many('%20', 20_000)}`],
  'CSV of 450,000 columns': [
    'POST',
    `${streams}/import`,
    { signed: true, ...csv },
    `${many('a,', 450_000)}\n${many('1,', 450_000)}`,
  ],
  'CSV of commas in quotes': [
    'POST',
    `${streams}/import`,
    { signed: true, ...csv },
    `name,url\n${many('",",,"\n', 1_000_000)}`,
  ],
  'CSV of one long field': [
    'POST',
    `${streams}/import`,
    { signed: true, ...csv },
    `name,url\n"${many('""', 4_000_000)}`,
  ],
  'CSV of many rows': ['POST', `${streams}/import`, { signed: true, ...csv }, `name,url\n${many('a,b\n', 1_900_000)}`],
  'a token of dots': ['GET', '/api/v1/cameras', { authorization: `Bearer ${many('a.', 20_000)}` }],
  'many cookies': ['GET', '/api/v1/cameras', { cookie: many('a=b; ', 8_000) }],
  'a URL of userinfo': [
    'PUT',
    `${streams}/x`,
    { signed: true, ...json },
    JSON.stringify({ inputs: [{ url: `rtsp://${many('a:b@', 60_000)}host/x` }] }),
  ],
  'a comment of URLs': [
    'PUT',
    `${streams}/x`,
    { signed: true, ...json },
    JSON.stringify({ comment: many('http://u:p@h/ ', 20_000) }),
  ],
};

const agent = new http.Agent({ keepAlive: true });
const directory = mkdtempSync(join(tmpdir(), 'camgate-bench-'));
chmodSync(directory, 0o711);
const camgate = await startCamgate({ DATA_DIR: join(directory, 'data'), CAMGATE_ADMIN_PASSWORD: password });
let missed = 0;
try {
  const login = await fetch(`${camgate.url}/watcher/client-api/v3/login`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}` },
  });
  const { access_token: token } = await login.json();
  for (const [name, [method, path, { signed, ...headers } = {}, body]] of Object.entries(requests)) {
    const probe = { isOver: false };
    const waited = probing(probe);
    const answer = await send(method, path, signed ? { ...headers, authorization: `Bearer ${token}` } : headers, body);
    probe.isOver = true;
    const milliseconds = await waited;
    const holds = milliseconds <= mostMilliseconds && answer.bytes <= mostBytes;
    if (!holds) missed += 1;
    console.log(
      `${holds ? ' ' : '!'} ${name}: ${answer.status}, ${answer.bytes} bytes; /health/live within ${Math.ceil(milliseconds)} ms`,
    );
  }
} finally {
  await camgate.stop();
  rmSync(directory, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;

/** The longest that a health check waited, in milliseconds, until the probe is over. */
async function probing(probe) {
  let longest = 0;
  do {
    const begun = performance.now();
    await send('GET', '/health/live');
    longest = Math.max(longest, performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 10));
  } while (!probe.isOver);
  return longest;
}

function send(method, path, headers = {}, body) {
  return new Promise((resolve) => {
    const request = http.request(camgate.url + path, { method, headers, agent }, (response) => {
      let bytes = 0;
      response.on('data', (piece) => (bytes += piece.length));
      response.on('end', () => resolve({ status: response.statusCode, bytes }));
    });
    // The server hangs up on what is too large.
    request.on('error', (error) => resolve({ status: error.code, bytes: 0 }));
    request.end(body);
  });
}
