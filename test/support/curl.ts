import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CurlAnswer {
  readonly status: number;
  readonly text: string;
  /** Header lines of the answer, as they came. */
  readonly headers: string;
}

/**
 * Runs a command line in the shell, as somebody does who pastes it from a page. The status is learned through a .curlrc
 * beside it, so that the command line stays as it is.
 */
export async function paste(commandLine: string): Promise<CurlAnswer> {
  const home = mkdtempSync(join(tmpdir(), 'camgate-curl-'));
  const dump = join(home, 'headers');
  writeFileSync(
    join(home, '.curlrc'),
    `silent\nnoproxy = "*"\nwrite-out = "\\n%{http_code}"\ndump-header = "${dump}"\n`,
  );
  try {
    const output = await new Promise<string>((resolve, reject) => {
      execFile(
        'bash',
        ['-c', `${commandLine}\n/bin/cat "${dump}" >&2`],
        { env: { ...process.env, CURL_HOME: home } },
        (error, stdout, stderr) => {
          if (error) reject(error);
          else resolve(`${stdout}\u0000${stderr}`);
        },
      );
    });
    const [stdout = '', headers = ''] = output.split('\u0000');
    const end = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(end + 1)), text: stdout.slice(0, end), headers };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A command line of a seed with our own host, credentials and tokens in place of the page's. */
export function filled(commandLine: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((line, [from, to]) => {
    if (!line.includes(from)) throw new Error(`"${from}" does not stand in: ${line}`);
    return line.replace(from, to);
  }, commandLine);
}
