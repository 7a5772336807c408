import { readFileSync } from 'node:fs';

// Two folders up from src/config as well as from dist/config.
const { version: packageVersion } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as {
  readonly version: string;
};

/** The version of this server, such as `0.1.0`. */
export const version = packageVersion;
