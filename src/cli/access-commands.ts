import { type Command, Option } from 'commander';
import { type ExplainedAction, explainedActions, ExplanationsService } from '#access';
import { system } from '#auth';
import { answer, printable } from './answer.js';
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
  const { allowed, because } = await withCore((core) =>
    core.get(ExplanationsService).explain(system, user, camera, action),
  );
  const reasons = because.map(({ kind, id, can }) => ({ kind, id, can: [...can] }));
  const lines = reasons.map(({ kind, id, can }) => `  ${kind} ${printable(id)}: ${can.join(', ')}`);
  answer(
    command,
    { allowed, because: reasons },
    [allowed ? 'allowed, because of' : 'not allowed', ...lines].join('\n'),
  );
}
