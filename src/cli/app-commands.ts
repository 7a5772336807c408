import { Argument, type Command, Option } from 'commander';
import { OrganizationsService } from '#access';
import { applicationLevels, ApplicationsService, system, type ApplicationLevel, type ClientFormat } from '#auth';
import { answer, table } from './answer.js';
import { operator } from './operator.js';
import { toId, toText } from './option-values.js';
import { withCore } from './open-core.js';

interface CreateOptions {
  readonly name: string;
  readonly level: ApplicationLevel;
  readonly owner?: string;
  readonly format?: ClientFormat;
  readonly organization?: number;
  readonly scope?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

const clientFormats: readonly ClientFormat[] = ['cam2-v1', 'cam2-v2', 'native'];

/** `camgate app …`: programs with a client id and a client secret. */
export function addAppCommands(program: Command): void {
  const app = program.command('app').description('programs that sign in with a client id and a client secret');
  app
    .command('create')
    .description('make an application; its secret is shown once')
    .requiredOption('--name <name>', 'what it is called', toText)
    .addOption(
      new Option('--level <level>', 'what it may do: user reads, webui manages applications too, admin everything')
        .choices(applicationLevels)
        .makeOptionMandatory(),
    )
    .option('--owner <owner>', 'whose it is', toText)
    .addOption(new Option('--format <format>', 'how its id and secret look').choices(clientFormats).default('native'))
    .option('--organization <id>', 'whose private cameras it sees', toId)
    .option('--scope <scopes>', 'the OAuth scopes it may ask for, space-separated')
    .option('--client-id <id>', 'the id of a client that moves here')
    .option('--client-secret <secret>', 'its secret')
    .action((options: CreateOptions, command: Command) => create(options, command));
  app
    .command('list')
    .description('all applications')
    .action((_: unknown, command: Command) => list(command));
  app
    .command('rotate')
    .description('give an application a new secret; the old one ends at once')
    .addArgument(new Argument('<id>', 'its client id'))
    .action((id: string, _: unknown, command: Command) => rotate(id, command));
  app
    .command('revoke')
    .description('end an application and all its tokens')
    .addArgument(new Argument('<id>', 'its client id'))
    .action((id: string, _: unknown, command: Command) => revoke(id, command));
}

async function create({ organization, ...options }: CreateOptions, command: Command): Promise<void> {
  const { application, clientSecret } = await withCore(async (core) => {
    if (organization !== undefined) await core.get(OrganizationsService).getIncludingPublic(system, organization);
    return core.get(ApplicationsService).create({ ...options, organizationId: organization }, operator);
  });
  const { clientId, name, level } = application;
  answer(
    command,
    { client_id: clientId, client_secret: clientSecret, name, level },
    `client_id      ${clientId}\nclient_secret  ${clientSecret}\nThe secret is shown once; keep it.`,
  );
}

async function list(command: Command): Promise<void> {
  const applications = await withCore((core) => core.get(ApplicationsService).list());
  answer(
    command,
    applications.map((one) => ({
      client_id: one.clientId,
      name: one.name,
      level: one.level,
      owner: one.owner ?? null,
      organization: one.organizationId ?? null,
      scope: one.scope ?? null,
      revoked: one.revoked,
      created_at: one.createdAt.toISOString(),
    })),
    table(
      ['client id', 'name', 'level', 'owner', 'organization', 'state'],
      applications.map((one) => [
        one.clientId,
        one.name,
        one.level,
        one.owner,
        one.organizationId,
        one.revoked ? 'revoked' : 'active',
      ]),
    ),
  );
}

async function rotate(clientId: string, command: Command): Promise<void> {
  const { clientSecret } = await withCore((core) => core.get(ApplicationsService).rotate(clientId, 0, operator));
  answer(
    command,
    { client_id: clientId, client_secret: clientSecret },
    `client_secret  ${clientSecret}\nThe secret is shown once; keep it.`,
  );
}

async function revoke(clientId: string, command: Command): Promise<void> {
  await withCore((core) => core.get(ApplicationsService).revoke(clientId, operator));
  answer(command, { client_id: clientId, revoked: true }, `${clientId} is revoked.`);
}
