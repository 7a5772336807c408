import { Argument, type Command, Option } from 'commander';
import type { INestApplicationContext } from '@nestjs/common';
import { ManagedUsersService, OrganizationsService } from '#access';
import { DomainError } from '#errors';
import { type AccessLevel, randomBase62, SecondFactorsService, SignInService, type User, UsersService } from '#auth';
import { ExternalIdentitiesService } from '#federation';
import { answer, CommandError, table, printable } from './answer.js';
import { operator, operatorCaller } from './operator.js';
import { withCore } from './open-core.js';

interface PasswordOptions {
  readonly password?: string;
  readonly passwordStdin?: boolean;
  readonly temporary?: boolean;
}

interface CreateOptions extends PasswordOptions {
  readonly login: string;
  readonly admin?: boolean;
}

interface LinkOptions {
  readonly provider: string;
  readonly subject: string;
}

interface DeleteOptions {
  readonly newOwner?: string;
  readonly force?: boolean;
}

/** Where the command line comes from, in the audit log. */
const origin = { dialect: 'cli', ip: '' };

/** `camgate user …`: people with a login and a password. */
export function addUserCommands(program: Command): void {
  const user = program.command('user').description('people who sign in with a login and a password');
  user
    .command('create')
    .description('make a user; without a password one is generated and shown once')
    .requiredOption('--login <login>', 'unique without regard to case')
    .addOption(passwordOption())
    .option('--password-stdin', 'read the password from standard input')
    .option('--temporary', 'the user must choose another password at the first sign-in')
    .option('--admin', 'may do everything')
    .action((options: CreateOptions, command: Command) => create(options, command));
  user
    .command('list')
    .description('all users')
    .action((_: unknown, command: Command) => list(command));
  user
    .command('set-password')
    .description('give a user a new password and end their sessions; without one it is generated and shown once')
    .addArgument(new Argument('<login>'))
    .addOption(passwordOption())
    .option('--password-stdin', 'read the password from standard input')
    .option('--temporary', 'the user must choose another at the next sign-in')
    .action((login: string, options: PasswordOptions, command: Command) => setPassword(login, options, command));
  user
    .command('disable')
    .description('shut a user out and end their sessions')
    .addArgument(new Argument('<login>'))
    .action((login: string, _: unknown, command: Command) => setDisabled(login, true, command));
  user
    .command('enable')
    .description('let a disabled user in again')
    .addArgument(new Argument('<login>'))
    .action((login: string, _: unknown, command: Command) => setDisabled(login, false, command));
  user
    .command('promote')
    .description('make a user an administrator')
    .addArgument(new Argument('<login>'))
    .addOption(
      new Option('--to <level>', 'admin may do everything; domain_admin all but the installation itself')
        .choices(['admin', 'domain_admin'])
        .default('admin'),
    )
    .action((login: string, { to }: { to: AccessLevel }, command: Command) => setLevel(login, to, command));
  user
    .command('demote')
    .description('take a user the rights of an administrator')
    .addArgument(new Argument('<login>'))
    .action((login: string, _: unknown, command: Command) => setLevel(login, 'generic', command));
  user
    .command('delete')
    .description('delete a user; not one who owns organizations, unless another owner is named')
    .addArgument(new Argument('<login>'))
    .option('--new-owner <login>', 'who gets the organizations that the user owns')
    .option('--force', 'delete these organizations with all their cameras')
    .action((login: string, options: DeleteOptions, command: Command) => remove(login, options, command));
  user
    .command('link')
    .description('let a person of an external provider sign in to this account')
    .addArgument(new Argument('<login>'))
    .requiredOption('--provider <name>', 'as camgate provider list shows it')
    .requiredOption('--subject <sub>', 'who they are there: the claim sub, never a login or email')
    .action((login: string, options: LinkOptions, command: Command) => link(login, options, command));
  user
    .command('unlink')
    .description('undo a link')
    .addArgument(new Argument('<login>'))
    .requiredOption('--provider <name>', 'as camgate provider list shows it')
    .requiredOption('--subject <sub>', 'who they are there')
    .action((login: string, options: LinkOptions, command: Command) => unlink(login, options, command));
  user
    .command('reset-factors')
    .description('take away the second factors and recovery codes of a user who lost them')
    .addArgument(new Argument('<login>'))
    .action((login: string, _: unknown, command: Command) => resetFactors(login, command));
  user
    .command('sessions')
    .description('where a user is signed in')
    .addArgument(new Argument('<login>'))
    .option('--end <id>', 'end this session; all ends every one')
    .action((login: string, { end }: { end?: string }, command: Command) =>
      end === undefined ? sessions(login, command) : endSessions(login, end, command),
    );
}

async function link(login: string, { provider, subject }: LinkOptions, command: Command): Promise<void> {
  const { user, identity } = await withCore(async (core) => {
    const found = await core.get(UsersService).findByLogin(login);
    if (found === undefined) throw new CommandError(`There is no user ${printable(login)}.`);
    const made = await core.get(ExternalIdentitiesService).link(found.id, provider, subject, operator);
    return { user: found, identity: made };
  });
  answer(
    command,
    { id: user.id, login: user.login, issuer: identity.issuer, subject },
    `${user.login} signs in as ${printable(subject)} of ${identity.issuer}.`,
  );
}

async function unlink(login: string, { provider, subject }: LinkOptions, command: Command): Promise<void> {
  const removed = await withCore(async (core) => {
    const found = await core.get(UsersService).findByLogin(login);
    if (found === undefined) throw new CommandError(`There is no user ${printable(login)}.`);
    return core.get(ExternalIdentitiesService).unlink(found.id, provider, subject, operator);
  });
  if (!removed) throw new CommandError('There is no such link.');
  answer(
    command,
    { login, subject, linked: false },
    `${printable(login)} no longer signs in as ${printable(subject)}.`,
  );
}

function passwordOption(): Option {
  return new Option('--password <password>', 'seen by other users of this machine; prefer --password-stdin').conflicts(
    'passwordStdin',
  );
}

async function create(options: CreateOptions, command: Command): Promise<void> {
  const given = options.passwordStdin === true ? await readPassword() : options.password;
  const mustChangePassword = options.temporary ?? false;
  const accessLevel = options.admin ? 'admin' : 'generic';
  const { user, password } = await withCore(async (core) => {
    const created = await core
      .get(UsersService)
      .create({ login: options.login, password: given, accessLevel, mustChangePassword }, operator);
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

async function userOf(core: INestApplicationContext, login: string): Promise<User> {
  const user = await core.get(UsersService).findByLogin(login);
  if (user === undefined) throw new DomainError('account.not-found');
  return user;
}

async function setPassword(login: string, options: PasswordOptions, command: Command): Promise<void> {
  const given = options.passwordStdin === true ? await readPassword() : options.password;
  const password = given ?? randomBase62(24);
  const temporary = options.temporary ?? false;
  const user = await withCore(async (core) => {
    const { id } = await userOf(core, login);
    return core.get(UsersService).update(id, { password, mustChangePassword: temporary }, operator);
  });
  const shown = given === undefined ? { password } : {};
  answer(
    command,
    { id: user.id, login: user.login, temporary, ...shown },
    `${user.login} has a new${temporary ? ', temporary' : ''} password; all sessions ended.${
      given === undefined ? `\npassword  ${password}\nThe password is shown once; keep it.` : ''
    }`,
  );
}

async function setDisabled(login: string, disabled: boolean, command: Command): Promise<void> {
  const user = await withCore((core) => {
    const users = core.get(UsersService);
    return disabled ? users.disable(login, operator) : users.enable(login, operator);
  });
  answer(command, { id: user.id, login: user.login, disabled }, `${user.login} is ${disabled ? 'dis' : 'en'}abled.`);
}

async function setLevel(login: string, accessLevel: AccessLevel, command: Command): Promise<void> {
  const user = await withCore(async (core) => {
    const { id } = await userOf(core, login);
    const changed = await core.get(UsersService).update(id, { accessLevel }, operator);
    await core.get(OrganizationsService).adoptUnowned();
    return changed;
  });
  answer(
    command,
    { id: user.id, login: user.login, admin: user.accessLevel === 'admin', access_level: user.accessLevel },
    `${user.login} is ${accessLevel === 'generic' ? 'an ordinary user' : accessLevel} now.`,
  );
}

async function remove(login: string, { newOwner, force }: DeleteOptions, command: Command): Promise<void> {
  const user = await withCore(async (core) => {
    const found = await userOf(core, login);
    const newOwnerId = newOwner === undefined ? undefined : (await userOf(core, newOwner)).id;
    await core.get(ManagedUsersService).remove(operatorCaller, found.id, {
      ...(newOwnerId === undefined ? {} : { newOwnerId }),
      ...(force === undefined ? {} : { force }),
    });
    return found;
  });
  answer(command, { id: user.id, login: user.login, deleted: true }, `${user.login} is deleted.`);
}

async function resetFactors(login: string, command: Command): Promise<void> {
  const user = await withCore(async (core) => {
    const found = await userOf(core, login);
    await core.get(SecondFactorsService).reset(found.id, operator);
    return found;
  });
  answer(command, { id: user.id, login: user.login, factors: 0 }, `${user.login} has no second factor now.`);
}

async function sessions(login: string, command: Command): Promise<void> {
  const found = await withCore(async (core) => {
    const { id } = await userOf(core, login);
    return core.get(SignInService).sessions(id);
  });
  answer(
    command,
    found.map((one) => ({
      id: one.id,
      api: one.dialect,
      address: one.ip ?? null,
      device: one.userAgent ?? null,
      created_at: one.createdAt.toISOString(),
      last_used_at: one.lastUsedAt.toISOString(),
    })),
    table(
      ['id', 'api', 'address', 'device', 'last used'],
      found.map((one) => [one.id, one.dialect, one.ip, one.userAgent, one.lastUsedAt.toISOString()]),
    ),
  );
}

async function endSessions(login: string, end: string, command: Command): Promise<void> {
  const ended = await withCore(async (core) => {
    const { id } = await userOf(core, login);
    const signIn = core.get(SignInService);
    if (end === 'all') return signIn.endAll(id, origin, operator.actor);
    return (await signIn.endOf(id, end, origin, operator.actor)) ? 1 : 0;
  });
  if (ended === 0 && end !== 'all') throw new CommandError('There is no such session.');
  answer(command, { ended }, `${ended} session${ended === 1 ? '' : 's'} ended.`);
}
