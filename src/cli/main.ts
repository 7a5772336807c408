#!/usr/bin/env node
import { CommanderError } from 'commander';
import { buildProgram } from './program.js';
import { explain } from './refusals.js';

const [refused, wrongUsage] = [1, 2];

// A signal ends a process without its exit handlers, and one of them stops the embedded database.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
// Whoever reads the output has seen enough (camgate export | head).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await buildProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help that was asked for is an answer; help instead of an answer is not.
    process.exitCode = error.exitCode === 0 ? 0 : wrongUsage;
  } else {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = refused;
  }
}
