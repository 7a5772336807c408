import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a directory and those above it; true when it created this one. Node's own `recursive` never returns where the file
 * system denies that there is anything (`/proc`).
 * @throws Error of the file system
 */
export function makeDirectory(path: string): boolean {
  const problem = tryToMake(path);
  if (problem === undefined) return true;
  if (problem.code === 'EEXIST' && statSync(path).isDirectory()) return false;
  if (problem.code !== 'ENOENT' || dirname(path) === path) throw problem;
  makeDirectory(dirname(path));
  mkdirSync(path);
  return true;
}

function tryToMake(path: string): NodeJS.ErrnoException | undefined {
  try {
    mkdirSync(path);
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
