import { CommanderError } from 'commander';
import { explain } from './explain-error.js';

const [done, failed, wrongUsage] = [0, 1, 2];

/** The exit code for an error that ended a command; the error is printed on standard error (commander prints its own). */
export function exitCodeOf(error: unknown): number {
  // Requested help is a success; help instead of a result is not.
  if (error instanceof CommanderError) return error.exitCode === 0 ? done : wrongUsage;
  process.stderr.write(`${explain(error)}\n`);
  return failed;
}
