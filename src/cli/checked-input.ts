import type { Command } from 'commander';
import { InputError } from '../dialects/http/input.error.js';
import { printable } from './answer.js';

/** What is read from a command's values; a value that REST would refuse is wrong usage, said as REST says it. */
export async function checkedInput<T>(command: Command, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return command.error(`error: ${error.issues.map(({ message }) => printable(message)).join('; ')}`);
  }
}
