import { readFile } from 'node:fs/promises';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { OrganizationsService } from '#access';
import {
  applicationLevels,
  ApplicationsService,
  authMethods,
  grantTypes,
  signingAlgorithms,
  system,
  type Application,
  type ApplicationLevel,
  type AuthMethod,
  type ClientFormat,
  type GrantType,
  type SigningAlgorithm,
} from '#auth';
import { answer, CommandError, type Json, printable, table } from './answer.js';
import { operator } from './operator.js';
import { addTo, toId, toText } from './option-values.js';
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
  readonly public?: true;
  readonly redirectUri?: readonly string[];
  readonly postLogoutUri?: readonly string[];
  readonly grant?: readonly GrantType[];
  readonly auth?: AuthMethod;
  readonly jwks?: string;
  readonly resource?: readonly string[];
  readonly idTokenAlg?: SigningAlgorithm;
  readonly firstParty?: true;
}

interface ChangeOptions extends Partial<
  Omit<CreateOptions, 'format' | 'organization' | 'clientId' | 'clientSecret' | 'public' | 'firstParty'>
> {
  readonly firstParty?: boolean;
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
    .option('--public', 'a program that cannot keep a secret: a single-page or installed app (the same as --auth none)')
    .option('--redirect-uri <uri>', 'where people come back to after they signed in; repeatable', addTo)
    .option('--post-logout-uri <uri>', 'where they may be sent after signing out; repeatable', addTo)
    .addOption(
      new Option('--grant <grant>', 'an OAuth grant it may use; repeatable').choices(grantTypes).argParser(addGrant),
    )
    .addOption(new Option('--auth <method>', 'how it authenticates').choices(authMethods))
    .option('--jwks <file>', 'its public keys as a JSON Web Key Set, with --auth private_key_jwt')
    .option('--resource <uri>', 'an API that it serves and may introspect tokens for; repeatable', addTo)
    .addOption(new Option('--id-token-alg <alg>', 'how its ID tokens are signed').choices(signingAlgorithms))
    .option('--first-party', 'ours: people are not asked for consent')
    .action((options: CreateOptions, command: Command) => create(options, command));
  app
    .command('list')
    .description('all applications')
    .action((_: unknown, command: Command) => list(command));
  app
    .command('show')
    .description('what an application is and may do')
    .addArgument(new Argument('<id>', 'its client id'))
    .action((id: string, _: unknown, command: Command) => show(id, command));
  app
    .command('change')
    .description('change an application; what is left out stays, a list replaces the one before')
    .addArgument(new Argument('<id>', 'its client id'))
    .option('--name <name>', 'what it is called', toText)
    .option('--owner <owner>', 'whose it is', toText)
    .addOption(new Option('--level <level>', 'what it may do').choices(applicationLevels))
    .option('--scope <scopes>', 'the OAuth scopes it may ask for, space-separated')
    .option('--redirect-uri <uri>', 'where people come back to after they signed in; repeatable', addTo)
    .option('--post-logout-uri <uri>', 'where they may be sent after signing out; repeatable', addTo)
    .addOption(
      new Option('--grant <grant>', 'an OAuth grant it may use; repeatable').choices(grantTypes).argParser(addGrant),
    )
    .addOption(new Option('--auth <method>', 'how it authenticates').choices(authMethods))
    .option('--jwks <file>', 'its public keys as a JSON Web Key Set, with --auth private_key_jwt')
    .option('--resource <uri>', 'an API that it serves and may introspect tokens for; repeatable', addTo)
    .addOption(new Option('--id-token-alg <alg>', 'how its ID tokens are signed').choices(signingAlgorithms))
    .option('--first-party', 'ours: people are not asked for consent')
    .option('--no-first-party', 'people are asked for consent')
    .action((id: string, options: ChangeOptions, command: Command) => change(id, options, command));
  app
    .command('rotate')
    .description('give an application a new secret; the old one ends at once, or after an overlap')
    .addArgument(new Argument('<id>', 'its client id'))
    .option('--overlap <seconds>', 'how long the old secret still works; at most 30 days', toOverlap, 0)
    .action((id: string, { overlap }: { readonly overlap: number }, command: Command) => rotate(id, overlap, command));
  app
    .command('revoke')
    .description('end an application and all its tokens')
    .addArgument(new Argument('<id>', 'its client id'))
    .action((id: string, _: unknown, command: Command) => revoke(id, command));
}

async function create(options: CreateOptions, command: Command): Promise<void> {
  const { organization, public: isPublic, auth, jwks, grant, redirectUri, postLogoutUri, ...rest } = options;
  if (isPublic && auth !== undefined && auth !== 'none')
    throw new CommandError('A public application does not authenticate: leave out --public or --auth.');
  const registration = {
    grants: grant,
    authMethod: isPublic ? 'none' : auth,
    redirectUris: redirectUri,
    postLogoutUris: postLogoutUri,
    jwks: jwks === undefined ? undefined : await readKeySet(jwks),
    resources: rest.resource,
    idTokenAlgorithm: rest.idTokenAlg,
    firstParty: rest.firstParty,
  } as const;
  const { application, clientSecret } = await withCore(async (core) => {
    if (organization !== undefined) await core.get(OrganizationsService).getIncludingPublic(system, organization);
    return core.get(ApplicationsService).register({ ...rest, organizationId: organization }, registration, operator);
  });
  const { clientId, name, level } = application;
  answer(
    command,
    { client_id: clientId, client_secret: clientSecret ?? null, name, level },
    clientSecret === undefined
      ? `client_id      ${clientId}\nIt has no secret.`
      : `client_id      ${clientId}\nclient_secret  ${clientSecret}\nThe secret is shown once; keep it.`,
  );
}

async function show(clientId: string, command: Command): Promise<void> {
  const application = await withCore((core) => core.get(ApplicationsService).get(clientId));
  const shown = described(application);
  answer(command, shown, lines(shown));
}

async function change(clientId: string, options: ChangeOptions, command: Command): Promise<void> {
  const { name, owner, level, scope, jwks } = options;
  const registration = {
    grants: options.grant,
    authMethod: options.auth,
    redirectUris: options.redirectUri,
    postLogoutUris: options.postLogoutUri,
    jwks: jwks === undefined ? undefined : await readKeySet(jwks),
    resources: options.resource,
    idTokenAlgorithm: options.idTokenAlg,
    firstParty: options.firstParty,
  };
  const application = await withCore((core) =>
    core.get(ApplicationsService).update(clientId, { name, owner, level, scope, registration }, operator),
  );
  const shown = described(application);
  answer(command, shown, lines(shown));
}

function described(application: Application): { readonly [key: string]: Json } {
  const { registration } = application;
  return {
    client_id: application.clientId,
    name: application.name,
    level: application.level,
    owner: application.owner ?? null,
    organization: application.organizationId ?? null,
    scope: application.scope ?? null,
    revoked: application.revoked,
    created_at: application.createdAt.toISOString(),
    grants: registration.grants,
    auth: registration.authMethod ?? null,
    redirect_uris: registration.redirectUris,
    post_logout_uris: registration.postLogoutUris,
    resources: registration.resources,
    id_token_alg: registration.idTokenAlgorithm,
    first_party: registration.firstParty,
  };
}

function lines(shown: { readonly [key: string]: Json }): string {
  const rows = Object.entries(shown).map(([name, value]) => [
    name,
    Array.isArray(value)
      ? value.join(' ')
      : typeof value === 'string'
        ? value
        : value === null
          ? ''
          : JSON.stringify(value),
  ]);
  return table(['', ''], rows).split('\n').slice(1).join('\n');
}

async function readKeySet(file: string): Promise<object> {
  const text = await readFile(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandError(`${printable(file)} is not JSON.`);
  }
  if (typeof value !== 'object' || value === null) throw new CommandError(`${printable(file)} is not a key set.`);
  return value;
}

function addGrant(value: string, earlier: readonly GrantType[] = []): readonly GrantType[] {
  const grant = grantTypes.find((known) => known === value);
  if (grant === undefined) throw new InvalidArgumentError(`It is one of: ${grantTypes.join(', ')}.`);
  return [...earlier, grant];
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

const longestOverlapSeconds = 30 * 86_400;

function toOverlap(value: string): number {
  const seconds = Number(value);
  if (!/^\d{1,7}$/.test(value) || seconds > longestOverlapSeconds)
    throw new InvalidArgumentError(`It must be a number of seconds from 0 to ${longestOverlapSeconds}.`);
  return seconds;
}

async function rotate(clientId: string, overlap: number, command: Command): Promise<void> {
  const { clientSecret } = await withCore((core) => core.get(ApplicationsService).rotate(clientId, overlap, operator));
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
