import { type Command, Option } from 'commander';
import { type ExplainedAction, explainedActions, ExplanationsService, type PeriodState, type Reason } from '#access';
import { system } from '#auth';
import { answer, type Json, printable } from './answer.js';
import { withCore } from './open-core.js';

interface ExplainOptions {
  readonly user: string;
  readonly camera: string;
  readonly action: ExplainedAction;
}

/** `camgate access …`: who may do what, and why. */
export function addAccessCommands(program: Command): void {
  program
    .command('access')
    .description('who may do what with a camera, and why')
    .command('explain')
    .description('whether a person may do something with a camera, and what lets them')
    .requiredOption('--user <login>', 'a login, or the number of a user')
    .requiredOption('--camera <name>', 'the name of a camera')
    .addOption(new Option('--action <action>', 'what they do').choices(explainedActions).default('view'))
    .action((options: ExplainOptions, command: Command) => explain(options, command));
}

async function explain({ user, camera, action }: ExplainOptions, command: Command): Promise<void> {
  const { allowed, because, notInForce } = await withCore((core) =>
    core.get(ExplanationsService).explain(system, user, camera, action),
  );
  const dormant = notInForce.map((reason) => `${lineOf(reason)}, ${asState[reason.state]}`);
  answer(
    command,
    {
      allowed,
      because: because.map(toJson),
      ...(dormant.length === 0
        ? {}
        : { not_in_force: notInForce.map((one) => ({ ...toJson(one), state: one.state })) }),
    },
    [
      allowed ? 'allowed, because of' : 'not allowed',
      ...because.map(lineOf),
      ...(dormant.length === 0 ? [] : ['not in force', ...dormant]),
    ].join('\n'),
  );
}

const asState: Readonly<Record<PeriodState, string>> = {
  in_force: 'in force',
  pending: 'not yet in force',
  ended: 'ended',
};

function toJson({ kind, id, can, validFrom, validUntil }: Reason): { readonly [key: string]: Json | undefined } {
  return {
    kind,
    id,
    can: [...can],
    ...(validFrom === null ? {} : { valid_from: validFrom.toISOString() }),
    ...(validUntil === null ? {} : { valid_until: validUntil.toISOString() }),
  };
}

function lineOf({ kind, id, can, validFrom, validUntil }: Reason): string {
  const from = validFrom === null ? '' : ` from ${validFrom.toISOString()}`;
  const until = validUntil === null ? '' : ` until ${validUntil.toISOString()}`;
  return `  ${kind} ${printable(id)}: ${can.join(', ')}${from}${until}`;
}
