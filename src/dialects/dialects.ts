import { cam2V1 } from './cam2-v1/cam2-v1.dialect.js';
import { cam2V2 } from './cam2-v2/cam2-v2.dialect.js';
import type { Dialect } from './dialect.js';
import { media } from './media/media.dialect.js';
import { oauth } from './oauth/oauth.dialect.js';
import { rest } from './rest/rest.dialect.js';
import { watcherV2 } from './watcher-v2/watcher-v2.dialect.js';
import { watcherV3 } from './watcher-v3/watcher-v3.dialect.js';

/** All dialects. Adding one is one folder and one line. */
export const dialects: readonly Dialect[] = [cam2V1, cam2V2, watcherV3, watcherV2, oauth, rest, media];

/** Paths of the server itself, which no dialect answers. */
const ownPaths = ['/health', '/metrics', '/version', '/docs', '/openapi', '/demo'];

const byLength = dialects
  .flatMap((dialect) => dialect.prefixes.map((prefix) => ({ prefix, dialect })))
  .sort((one, other) => other.prefix.length - one.prefix.length);

/**
 * The dialect whose prefix is the longest that the path begins with; undefined for the server's own paths.
 * The path is decoded as the router decodes it: `/%77atcher` must not be read by another dialect than the one it reaches.
 */
export function dialectOf(rawPath: string): Dialect | undefined {
  const path = decodedOnce(rawPath);
  if (ownPaths.some((own) => isUnder(path, own))) return undefined;
  return byLength.find(({ prefix }) => isUnder(path, prefix))?.dialect;
}

function decodedOnce(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function isUnder(path: string, prefix: string): boolean {
  return (
    path.startsWith(prefix) && (prefix.endsWith('/') || path.length === prefix.length || path[prefix.length] === '/')
  );
}
