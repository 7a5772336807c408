// Runs the command of docker-compose.yml's Redis with Debian's redis-server, on a port of its own: without a password it does not
// start, with one it answers those who know it.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';

const port = 16_379;
const { redis } = parse(readFileSync(process.argv[2], 'utf8')).services;
const [shell, flag, script] = redis.command.map((part) => part.replaceAll('$$', '$'));
const start = (password) =>
  spawn(shell, [flag, `${script} --port ${port}`], {
    env: { ...process.env, REDIS_PASSWORD: password },
    stdio: 'ignore',
  });
const ping = (password) =>
  String(
    spawnSync('redis-cli', ['-p', port, 'ping'], { env: { ...process.env, REDISCLI_AUTH: password } }).stdout,
  ).trim();

const [code] = await new Promise((resolve) => start('').once('exit', (...ended) => resolve(ended)));
if (code === 0) throw new Error('Redis starts without a password');
const server = start('a-password');
try {
  for (let tries = 0; ping('a-password') !== 'PONG'; tries += 1) {
    if (tries === 50) throw new Error('Redis does not answer');
    await wait(100);
  }
  if (ping('') === 'PONG') throw new Error('Redis answers without a password');
} finally {
  server.kill();
}
