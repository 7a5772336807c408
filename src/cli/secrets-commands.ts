import type { Command } from 'commander';
import { AuditLogService } from '#audit';
import { Resealer } from '#database';
import { answer, CommandError, table } from './answer.js';
import { operator } from './operator.js';
import { withCore } from './open-core.js';

/** `camgate secrets …`: the master secret, and what it seals. */
export function addSecretsCommands(program: Command): void {
  const secrets = program.command('secrets').description('the master secret and what it seals');
  secrets
    .command('reseal')
    .description('seal everything anew with the first secret of CAMGATE_SECRET, so that the others can go')
    .action((_: unknown, command: Command) => reseal(command));
  secrets
    .command('remaining')
    .description('how many values are still sealed with another secret than the first one')
    .action((_: unknown, command: Command) => remaining(command));
}

async function reseal(command: Command): Promise<void> {
  const { counts, left } = await withCore(async (core) => {
    const resealer = core.get(Resealer);
    const before = await resealer.remaining();
    let done = 0;
    const found = await resealer.run((rows) => {
      done += rows;
      process.stderr.write(`${done} of ${before} sealed anew\n`);
    });
    if (done > 0)
      core.get(AuditLogService, { strict: false }).record({
        event: 'key_rotated',
        subject: 'master-secret',
        reason: 'reseal',
        ...operator,
      });
    return { counts: found, left: await resealer.remaining() };
  });
  const rows = counts.filter(({ resealed, unreadable }) => resealed + unreadable > 0);
  const summary = left === 0 ? 'Nothing needs an older secret any more.' : `${left} values remain.`;
  const text = table(
    ['values', 'sealed anew', 'unreadable'],
    rows.map(({ table: name, column, resealed, unreadable }) => [`${name}.${column}`, resealed, unreadable]),
  );
  answer(
    command,
    { remaining: left, columns: rows.map((row) => ({ ...row })) },
    rows.length > 0 ? `${text}\n${summary}` : summary,
  );
  if (left > 0)
    throw new CommandError(
      'These values were not sealed anew: CAMGATE_SECRET lacks the secret that they were sealed with; put it into the list and run this again.',
    );
}

async function remaining(command: Command): Promise<void> {
  const left = await withCore((core) => core.get(Resealer).remaining());
  answer(
    command,
    { remaining: left },
    left === 0
      ? 'Nothing needs an older secret any more.'
      : `${left} values are sealed with an older secret; seal them anew: camgate secrets reseal`,
  );
}
