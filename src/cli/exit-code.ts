import { CommanderError } from 'commander';
import { explain } from './explain-error.js';

const [done, failed, wrongUsage] = [0, 1, 2];

/** The exit code for whatever ended a command; a refusal is said on standard error (commander said its own already). */
export function exitCodeOf(error: unknown): number {
  // Help that was asked for is an answer; help instead of an answer is not.
  if (error instanceof CommanderError) return error.exitCode === 0 ? done : wrongUsage;
  process.stderr.write(`${explain(error)}\n`);
  return failed;
}
