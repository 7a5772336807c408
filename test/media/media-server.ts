import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/process.js';

const rtmpModule = '/usr/lib/nginx/modules/ngx_rtmp_module.so';
/** Debian's `nobody`: what root starts runs as somebody who owns nothing. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Which of the programs that these tests need are not installed. */
export function missingPrograms(): readonly string[] {
  const programs = ['nginx', 'ffmpeg', 'ffprobe'].filter((name) => spawnSync('which', [name]).status !== 0);
  return existsSync(rtmpModule) ? programs : [...programs, 'libnginx-mod-rtmp'];
}

/** A real nginx with nginx-rtmp, of the configuration that `deploy/` recommends. */
export interface MediaServer {
  readonly rtmp: string;
  readonly http: string;
  readonly log: () => string;
  close(): Promise<void>;
}

/** @param camgate base URL of the Camgate that it asks */
export async function startMediaServer(camgate: string, secret: string): Promise<MediaServer> {
  const folder = mkdtempSync(join(tmpdir(), 'camgate-media-'));
  const [rtmp, http] = [await freePort(), await freePort()];
  for (const name of ['hls', 'log', 'tmp']) mkdirSync(join(folder, name));
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration({ folder, rtmp, http, camgate, secret }));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const name of ['', 'hls', 'log', 'tmp']) chownSync(join(folder, name), nobody.uid, nobody.gid);
  chmodSync(folder, 0o755);
  const child = spawn('nginx', ['-p', folder, '-c', file, '-e', join(folder, 'log/error.log'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? nobody : {}),
  });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const log = (): string =>
    said + ['error', 'http', 'access'].map((name) => read(join(folder, `log/${name}.log`))).join('');
  await untilListening(child, [rtmp, http], log);
  return {
    rtmp: `rtmp://127.0.0.1:${rtmp}/live`,
    http: `http://127.0.0.1:${http}/hls`,
    log,
    close: async () => {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(of: {
  readonly folder: string;
  readonly rtmp: number;
  readonly http: number;
  readonly camgate: string;
  readonly secret: string;
}): string {
  const { folder, rtmp, http, camgate, secret } = of;
  const address = new URL(camgate).host;
  const replacements: readonly (readonly [string, string])[] = [
    ['modules/ngx_rtmp_module.so', rtmpModule],
    ['/run/nginx-media.pid', join(folder, 'nginx.pid')],
    ['/var/log/nginx/media.log', join(folder, 'log/error.log')],
    ['/var/log/nginx/media-http.log', join(folder, 'log/http.log')],
    ['/var/log/nginx/media-access.log', join(folder, 'log/access.log')],
    ['/var/lib/nginx/hls', join(folder, 'hls')],
    ['root /var/lib/nginx;', `root ${folder};`],
    ['listen 1935;', `listen 127.0.0.1:${rtmp};`],
    ['listen 8088;', `listen 127.0.0.1:${http};`],
    ['http://127.0.0.1:8000/media/nginx-rtmp', `http://${address}/media/nginx-rtmp?secret=${secret}`],
    ['server 127.0.0.1:8000;', `server ${address};`],
    ['X-Media-Secret ""', `X-Media-Secret "${secret}"`],
    ['notify_update_timeout 10s', 'notify_update_timeout 1s'],
    ['hls_fragment 2s', 'hls_fragment 1s'],
    ['http {', `http {\n${temporaryPaths(folder)}`],
  ];
  return replacements.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`deploy/nginx-media.conf does not say "${from}"`);
      return text.replaceAll(from, to);
    },
    readFileSync('deploy/nginx-media.conf', 'utf8'),
  );
}

function temporaryPaths(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return kinds.map((kind) => `${kind}_temp_path ${join(folder, 'tmp', kind)};`).join('\n');
}

async function untilListening(child: ChildProcess, ports: readonly number[], log: () => string): Promise<void> {
  for (const port of ports) {
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`nginx did not start: ${log()}`);
      await pause(50);
    }
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
