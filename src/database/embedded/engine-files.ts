import { chmod, copyFile, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { systemCode } from './embedded-postgres-error.js';
import type { EnginePackage } from './engine-package.js';
import { identifyProcess, isRunning } from './process-identity.js';

interface Symlink {
  readonly source: string;
  readonly target: string;
}

const copying = '.copy-';

/**
 * Copies the engine into the data directory once and returns its directory. A copy, because node_modules may be where the
 * unprivileged user cannot read, lack its symlinks (`--ignore-scripts`), or be replaced while the server runs.
 */
export async function installEngine(engine: EnginePackage, enginesDirectory: string): Promise<string> {
  const installed = join(enginesDirectory, engine.version);
  if ((await mkdir(enginesDirectory, { recursive: true })) !== undefined) await chmod(enginesDirectory, 0o755);
  if (await isComplete(engine.nativeDirectory, installed)) return installed;
  const copy = join(enginesDirectory, `${copying}${(await identifyProcess(process.pid)) ?? process.pid}`);
  await rm(copy, { recursive: true, force: true });
  try {
    await copyTree(engine.nativeDirectory, copy);
    await restoreSymlinks(engine.nativeDirectory, copy);
    await moveInto(engine, copy, installed);
    return installed;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Never in place of a complete engine: another process may have put it there meanwhile and run its server from it. */
async function moveInto(engine: EnginePackage, copy: string, installed: string): Promise<void> {
  try {
    await rename(copy, installed);
  } catch (error) {
    if (systemCode(error) !== 'ENOTEMPTY' && systemCode(error) !== 'EEXIST') throw error;
    if (await isComplete(engine.nativeDirectory, installed)) return;
    await rm(installed, { recursive: true, force: true });
    await rename(copy, installed);
  }
}

/** Removes engines of other versions and copies that were interrupted; call it only when none of them can be running. */
export async function removeOtherEngines(engine: EnginePackage, enginesDirectory: string): Promise<void> {
  for (const name of await readdir(enginesDirectory)) {
    if (name === engine.version) continue;
    if (name.startsWith(copying) && (await isRunning(name.slice(copying.length)))) continue;
    // An engine that another user left costs disk space, not the start.
    await rm(join(enginesDirectory, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Static libraries are of no use to a running server and a fifth of the files' weight. */
function isNeeded(name: string): boolean {
  return !name.endsWith('.a');
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries.filter(({ name }) => isNeeded(name))) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile()) await copyReadable(source, target);
  }
}

/** Modes are set, not copied: npm under a narrow umask leaves files that only its user can read. */
async function copyReadable(source: string, target: string): Promise<void> {
  await copyFile(source, target);
  const executable = basename(dirname(target)) === 'bin' || /\.(so|dylib|dll)(\.|$)/.test(target);
  await chmod(target, executable ? 0o755 : 0o644);
}

/** npm cannot carry symlinks, so the package lists them beside itself. */
async function readSymlinks(nativeDirectory: string): Promise<readonly Symlink[]> {
  try {
    return JSON.parse(await readFile(join(nativeDirectory, 'pg-symlinks.json'), 'utf8')) as readonly Symlink[];
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function restoreSymlinks(nativeDirectory: string, copy: string): Promise<void> {
  for (const { source, target } of await readSymlinks(nativeDirectory)) {
    const link = join(copy, relative('native', target));
    const pointsAt = relative(dirname(target), source);
    await rm(link, { force: true });
    await symlink(pointsAt, link);
  }
}

/** Sizes are compared too: a power cut soon after the copy can leave files that are there and empty. */
async function isComplete(nativeDirectory: string, installed: string): Promise<boolean> {
  const entries = await readdir(nativeDirectory, { withFileTypes: true, recursive: true });
  const symlinks = await readSymlinks(nativeDirectory);
  const files = entries
    .filter((entry) => entry.isFile() && isNeeded(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  try {
    const sameFiles = await Promise.all(
      files.map((file) => hasSameSize(file, join(installed, relative(nativeDirectory, file)))),
    );
    await Promise.all(symlinks.map(({ target }) => lstat(join(installed, relative('native', target)))));
    return sameFiles.every(Boolean);
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

async function hasSameSize(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(one), lstat(other)]);
  return first.size === second.size;
}
