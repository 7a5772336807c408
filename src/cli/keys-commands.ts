import type { Command } from 'commander';
import { SigningKeysService, type SigningKeyView } from '#auth';
import { answer, table, type Json } from './answer.js';
import { operator } from './operator.js';
import { withCore } from './open-core.js';

/** `camgate keys …`: the keys that sign tokens. */
export function addKeysCommands(program: Command): void {
  const keys = program.command('keys').description('the keys that sign tokens');
  keys
    .command('list')
    .description('all signing keys, newest first')
    .action((_: unknown, command: Command) => list(command));
  keys
    .command('rotate')
    .description('put a new key in charge; the old one goes on verifying for 48 hours')
    .action((_: unknown, command: Command) => rotate(command));
}

async function list(command: Command): Promise<void> {
  const all = await withCore((core) => core.get(SigningKeysService).list());
  answer(
    command,
    all.map(toJson),
    table(
      ['key id', 'algorithm', 'state', 'made', 'verifies until'],
      all.map((key) => [
        key.kid,
        key.algorithm,
        key.status,
        key.createdAt.toISOString(),
        key.verifiesUntil?.toISOString(),
      ]),
    ),
  );
}

async function rotate(command: Command): Promise<void> {
  const key = await withCore((core) => core.get(SigningKeysService).rotate(operator));
  answer(command, toJson(key), `${key.kid} signs from now on.`);
}

function toJson(key: SigningKeyView): Json {
  return {
    kid: key.kid,
    algorithm: key.algorithm,
    status: key.status,
    created_at: key.createdAt.toISOString(),
    verifies_until: key.verifiesUntil?.toISOString() ?? null,
  };
}
