import { type Command, InvalidArgumentError } from 'commander';
import { type MembershipFlags, OrganizationsService } from '#access';
import { system, UsersService } from '#auth';
import { answer, CommandError, table } from './answer.js';
import { toId, toMoment, toText } from './option-values.js';
import { operator } from './operator.js';
import { withCore } from './open-core.js';

interface AddUserOptions {
  readonly organization: number;
  readonly login: string;
  readonly can: readonly Right[];
  readonly validFrom?: Date | null;
  readonly validUntil?: Date | null;
}

const flags = {
  view_streams: 'canViewStreams',
  edit_streams: 'canEditStreams',
  edit_users: 'canEditUsers',
  view_stats: 'canViewStats',
} as const satisfies Record<string, keyof MembershipFlags>;
type Right = keyof typeof flags;
// The border from a list of keys to their type.
const rights = Object.keys(flags) as readonly Right[];

/** `camgate org …`: who owns cameras, and who belongs to them. */
export function addOrganizationCommands(program: Command): void {
  const org = program.command('org').description('organizations, which own cameras');
  org
    .command('create')
    .description('make an organization')
    .requiredOption('--title <title>', 'what it is called', toText)
    .option('--public', 'its cameras are visible to every authenticated caller')
    .action((options: { title: string; public?: boolean }, command: Command) => create(options, command));
  org
    .command('list')
    .description('all organizations')
    .action((_: unknown, command: Command) => list(command));
  org
    .command('require-second-factor')
    .description('require a second factor of the members of an organization, or no longer')
    .requiredOption('--organization <id>', 'its id', toId)
    .option('--off', 'require none')
    .action((options: { organization: number; off?: boolean }, command: Command) => requireFactor(options, command));
  org
    .command('add-user')
    .description('make a user a member, or change what a member may do')
    .requiredOption('--organization <id>', 'its id', toId)
    .requiredOption('--login <login>', 'the user')
    .option('--can <rights>', `of ${rights.join(', ')}; comma-separated`, toRights, ['view_streams'] as const)
    .option('--valid-from <time>', 'from when; a day or a moment, or none', toMoment)
    .option('--valid-until <time>', 'when it ends by itself; a day or a moment, or none', toMoment)
    .action((options: AddUserOptions, command: Command) => addUser(options, command));
}

function toRights(value: string): readonly Right[] {
  return value.split(',').map((word) => {
    const right = rights.find((one) => one === word.trim());
    if (right === undefined) throw new InvalidArgumentError(`Rights are ${rights.join(', ')}.`);
    return right;
  });
}

async function create(options: { title: string; public?: boolean }, command: Command): Promise<void> {
  const { id, title, isPublic } = await withCore(async (core) => {
    const organizations = core.get(OrganizationsService);
    const made = await organizations.createWithoutOwner(
      { title: options.title, isPublic: options.public ?? false },
      operator,
    );
    await organizations.adoptUnowned();
    return made;
  });
  answer(command, { id, title, public: isPublic }, `${title} has id ${id}.`);
}

async function requireFactor(
  { organization, off = false }: { organization: number; off?: boolean },
  command: Command,
): Promise<void> {
  await withCore((core) => core.get(OrganizationsService).requireSecondFactor(organization, !off, operator));
  answer(
    command,
    { organization, second_factor_required: !off },
    `Members of ${organization} ${off ? 'need no' : 'must have a'} second factor.`,
  );
}

async function list(command: Command): Promise<void> {
  const organizations = await withCore((core) => core.get(OrganizationsService).listIncludingPublic(system));
  answer(
    command,
    organizations.map((one) => ({ id: one.id, title: one.title, public: one.isPublic, default: one.isDefault })),
    table(
      ['id', 'title', 'visible to', 'role'],
      organizations.map((one) => [
        one.id,
        one.title,
        one.isPublic ? 'everybody' : 'members',
        one.isDefault ? 'default' : '',
      ]),
    ),
  );
}

async function addUser(options: AddUserOptions, command: Command): Promise<void> {
  const { organization, login, can, validFrom, validUntil } = options;
  const period = {
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
  const user = await withCore(async (core) => {
    const found = await core.get(UsersService).findByLogin(login);
    if (found === undefined) throw new CommandError('There is no user of this login.');
    await core.get(OrganizationsService).getIncludingPublic(system, organization);
    const granted = Object.fromEntries(can.map((right) => [flags[right], true]));
    await core.get(OrganizationsService).addMember(organization, found.id, granted, operator, period);
    return found;
  });
  const from = validFrom ? ` from ${validFrom.toISOString()}` : '';
  const until = validUntil ? ` until ${validUntil.toISOString()}` : '';
  answer(
    command,
    {
      organization,
      login: user.login,
      can: [...can],
      ...(validFrom ? { valid_from: validFrom.toISOString() } : {}),
      ...(validUntil ? { valid_until: validUntil.toISOString() } : {}),
    },
    `${user.login} is a member of organization ${organization} and can ${can.join(', ')}${from}${until}.`,
  );
}
