import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's `nobody`: what root starts runs as somebody who owns nothing. */
const nobody = { uid: 65_534, gid: 65_534 };

/** A real nginx that serves Camgate below `/camgate`, as README.md has it. */
export async function startStrippingProxy(port: number, camgate: string): Promise<{ close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'camgate-proxy-'));
  const file = join(folder, 'nginx.conf');
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(file, configuration(folder, port, camgate));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const name of ['', 'tmp']) chownSync(join(folder, name), nobody.uid, nobody.gid);
  chmodSync(folder, 0o755);
  const child = spawn('nginx', ['-p', folder, '-c', file, '-e', join(folder, 'error.log'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(isRoot ? nobody : {}),
  });
  while (!(await isThere(`http://127.0.0.1:${port}/camgate/health/live`))) {
    if (child.exitCode !== null) throw new Error('nginx did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    close: async () => {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, port: number, camgate: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/tmp/${name};`)
    .join('\n  ');
  return `
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  ${temporary}
  access_log off;
  server {
    listen 127.0.0.1:${port};
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    location /camgate/ { proxy_pass ${camgate}/; }
    location = /.well-known/oauth-authorization-server/camgate { proxy_pass ${camgate}; }
  }
}
`;
}

async function isThere(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
