import { Argument, type Command, Option } from 'commander';
import { OrganizationsService } from '#access';
import { UsersService } from '#auth';
import { answer, CommandError, table } from './answer.js';
import { operator } from './operator.js';
import { withCore } from './open-core.js';

interface CreateOptions {
  readonly login: string;
  readonly password?: string;
  readonly passwordStdin?: boolean;
  readonly admin?: boolean;
}

/** `camgate user …`: people with a login and a password. */
export function addUserCommands(program: Command): void {
  const user = program.command('user').description('people who sign in with a login and a password');
  user
    .command('create')
    .description('make a user; without a password one is generated and shown once')
    .requiredOption('--login <login>', 'unique without regard to case')
    .addOption(
      new Option('--password <password>', 'seen by other users of this machine; prefer --password-stdin').conflicts(
        'passwordStdin',
      ),
    )
    .option('--password-stdin', 'read the password from standard input')
    .option('--admin', 'may do everything')
    .action((options: CreateOptions, command: Command) => create(options, command));
  user
    .command('list')
    .description('all users')
    .action((_: unknown, command: Command) => list(command));
  user
    .command('disable')
    .description('shut a user out and end their sessions')
    .addArgument(new Argument('<login>'))
    .action((login: string, _: unknown, command: Command) => disable(login, command));
}

async function create(options: CreateOptions, command: Command): Promise<void> {
  const given = options.passwordStdin === true ? await readPassword() : options.password;
  const accessLevel = options.admin ? 'admin' : 'generic';
  const { user, password } = await withCore(async (core) => {
    const created = await core
      .get(UsersService)
      .create({ login: options.login, password: given, accessLevel }, operator);
    await core.get(OrganizationsService).adoptUnowned();
    return created;
  });
  const generated = given === undefined;
  answer(
    command,
    { id: user.id, login: user.login, ...(generated ? { password } : {}) },
    `${user.login} has id ${user.id}.${generated ? `\npassword  ${password}\nThe password is shown once; keep it.` : ''}`,
  );
}

/** Without the line end that echo and editors append. */
async function readPassword(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const piece of process.stdin) {
    text += String(piece);
    if (text.length > 4096) throw new CommandError('The password on standard input is too long.');
  }
  const password = text.replace(/\r?\n$/, '');
  if (password === '') throw new CommandError('There is no password on standard input.');
  return password;
}

async function list(command: Command): Promise<void> {
  const users = await withCore((core) => core.get(UsersService).list());
  answer(
    command,
    users.map((one) => ({
      id: one.id,
      login: one.login,
      admin: one.accessLevel === 'admin',
      disabled: one.disabled,
      created_at: one.createdAt.toISOString(),
    })),
    table(
      ['id', 'login', 'rights', 'state'],
      users.map((one) => [one.id, one.login, one.accessLevel, one.disabled ? 'disabled' : 'active']),
    ),
  );
}

async function disable(login: string, command: Command): Promise<void> {
  const user = await withCore((core) => core.get(UsersService).disable(login, operator));
  answer(command, { id: user.id, login: user.login, disabled: true }, `${user.login} is disabled.`);
}
