import { readFileSync } from 'node:fs';

// Two folders up from src/config as well as from dist/config.
const home = new URL('../../', import.meta.url);
const { version: packageVersion } = JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as {
  readonly version: string;
};

/** The version of this server, such as `0.1.0`. */
export const version = packageVersion;

/** The commit that this program was built from, in hex; undefined where that is not known. */
export const commit = commitIn(readText('commit')) ?? commitIn(checkedOut());

/** An image has a file of that name; who runs a clone has Git's own. */
function checkedOut(): string {
  const head = readText('.git/HEAD').trim();
  const branch = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  return branch === undefined ? head : readText(`.git/${branch}`);
}

function commitIn(text: string): string | undefined {
  return /^[\da-f]{40}$/.exec(text.trim())?.[0];
}

function readText(file: string): string {
  try {
    return readFileSync(new URL(file, home), 'utf8');
  } catch {
    return '';
  }
}
