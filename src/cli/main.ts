#!/usr/bin/env node
import { Logger } from '@nestjs/common';
import { exitCodeOf } from './exit-code.js';
import { exitOnSignals } from './interruption.js';
import { buildProgram } from './program.js';

exitOnSignals();
// Standard output is the answer's alone: a pool logs a lost connection there before the application has its own logger.
Logger.overrideLogger(false);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader closed the pipe (camgate export | head); a command to which that matters has set its exit code.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  process.stderr.write(`The output cannot be written: ${error.message}.\n`);
  process.exit(1);
});

try {
  await buildProgram().parseAsync();
} catch (error) {
  // At once: modules that failed to start leave connections that would keep the process alive for ten seconds.
  process.exit(exitCodeOf(error));
}
