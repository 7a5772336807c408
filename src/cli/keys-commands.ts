import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { SigningKeysService, type SigningKeyView } from '#auth';
import { answer, CommandError, table, type Json } from './answer.js';
import { operator } from './operator.js';
import { withCore } from './open-core.js';

interface RotateOptions {
  readonly force?: boolean;
  readonly retireNow?: boolean;
}

/** Running servers have heard of a rotation by then, also where they only poll. */
const heardMilliseconds = 2_000;

/** `camgate keys …`: the keys that sign tokens. */
export function addKeysCommands(program: Command): void {
  const keys = program.command('keys').description('the keys that sign tokens');
  keys
    .command('list')
    .description('all signing keys, the current ones first')
    .action((_: unknown, command: Command) => list(command));
  keys
    .command('rotate')
    .description('let the next keys sign; those until now go on verifying for 48 hours')
    .option('--force', 'also within 24 hours of the last rotation: verifiers may not know the next keys yet')
    .option('--retire-now', 'after a theft: retire all keys at once, which ends every token')
    .action((options: RotateOptions, command: Command) => rotate(options, command));
}

async function list(command: Command): Promise<void> {
  const all = await withCore((core) => core.get(SigningKeysService).list());
  answer(
    command,
    all.map(toJson),
    table(
      ['key id', 'algorithm', 'state', 'made', 'signs since', 'verifies until'],
      all.map((key) => [
        key.kid,
        key.algorithm,
        key.status,
        key.createdAt.toISOString(),
        key.signsSince?.toISOString(),
        key.verifiesUntil?.toISOString(),
      ]),
    ),
  );
}

async function rotate(options: RotateOptions, command: Command): Promise<void> {
  const { current, possibleAt } = await withCore((core) => core.get(SigningKeysService).rotate(operator, options));
  if (possibleAt !== undefined)
    throw new CommandError(
      `The keys were rotated less than 24 hours ago, and verifiers may not know the next ones yet; wait until ${possibleAt.toISOString()}, or add --force.`,
    );
  await wait(heardMilliseconds);
  const [first] = current;
  if (first === undefined) throw new CommandError('There is no current signing key.');
  const text = current.map(({ kid, algorithm }) => `${kid} signs from now on (${algorithm}).`);
  answer(command, { ...toJson(first), keys: current.map(toJson) }, text.join('\n'));
}

function toJson(key: SigningKeyView): { readonly [name: string]: Json } {
  return {
    kid: key.kid,
    algorithm: key.algorithm,
    status: key.status,
    created_at: key.createdAt.toISOString(),
    signs_since: key.signsSince?.toISOString() ?? null,
    verifies_until: key.verifiesUntil?.toISOString() ?? null,
  };
}
