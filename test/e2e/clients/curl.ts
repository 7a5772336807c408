import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface CurlAnswer {
  readonly status: number;
  readonly body: unknown;
}

const run = promisify(execFile);

/**
 * Runs a documentation's `curl` line in a shell, as somebody would who pastes it: only the address and the
 * placeholders are replaced. What the line does not say (be silent, tell the status) stands in curl's own settings.
 */
export async function curl(
  line: string,
  base: string,
  values: Readonly<Record<string, string>> = {},
): Promise<CurlAnswer> {
  let command = line.replace('http://127.0.0.1:8000', base);
  for (const [placeholder, value] of Object.entries(values)) {
    if (!command.includes(placeholder)) throw new Error(`The line has no ${placeholder}: ${line}`);
    command = command.replaceAll(placeholder, value);
  }
  const home = mkdtempSync(join(tmpdir(), 'camgate-curl-'));
  try {
    writeFileSync(join(home, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code}"\n');
    const { stdout } = await run('sh', ['-c', command], { env: { ...process.env, CURL_HOME: home }, maxBuffer: 1e9 });
    const end = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(end + 1)), body: JSON.parse(stdout.slice(0, end)) };
  } finally {
    rmSync(home, { recursive: true });
  }
}
