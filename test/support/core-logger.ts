import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/**
 * The logger of an application without APIs. Nest keeps the logger of the application that was created last, and a list of
 * levels does not replace it: in one worker that would be the silent one of a server in an earlier test file.
 */
export function coreLogger(...logLevels: LogLevel[]): ConsoleLogger {
  return new ConsoleLogger({ logLevels });
}
