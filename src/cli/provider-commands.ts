import { readFile } from 'node:fs/promises';
import { Argument, type Command, Option } from 'commander';
import { type IdentityProvider, type IdentityProviderDraft, IdentityProvidersService } from '#federation';
import { answer, CommandError, type Json, printable, table } from './answer.js';
import { withCore } from './open-core.js';
import { operator } from './operator.js';
import { addTo, toText } from './option-values.js';

interface Options {
  readonly title?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly clientSecretFile?: string;
  readonly scope?: string;
  readonly loginClaim?: string;
  readonly makeAccounts?: true;
  readonly linkedOnly?: true;
  readonly rules?: string;
  readonly trustAmr?: readonly string[];
  readonly trustAcr?: readonly string[];
  readonly trustNothing?: true;
  readonly enable?: true;
  readonly disable?: true;
}

/** `camgate provider …`: external OpenID Connect providers at which people sign in. */
export function addProviderCommands(program: Command): void {
  const provider = program.command('provider').description('external OpenID Connect providers at which people sign in');
  const name = (): Argument => new Argument('<name>', '1 to 40 of a-z, 0-9 and hyphens; it stands in addresses');
  withOptions(provider.command('create'))
    .description('add a provider; register the address that this prints there')
    .addArgument(name())
    .requiredOption('--issuer <url>', 'its issuer, exactly as it calls itself')
    .requiredOption('--client-id <id>', 'our id there')
    .action((given: string, options: Options & { issuer: string; clientId: string }, command: Command) =>
      create(given, options, command),
    );
  provider
    .command('list')
    .description('all providers')
    .action((_: unknown, command: Command) => list(command));
  provider
    .command('show')
    .description('one provider; its client secret is never shown')
    .addArgument(name())
    .action((given: string, _: unknown, command: Command) => show(given, command));
  withOptions(provider.command('change'))
    .description('change a provider; what is left out stays')
    .addArgument(name())
    .option('--client-id <id>', 'our id there')
    .addOption(new Option('--enable', 'people may sign in there').conflicts('disable'))
    .option('--disable', 'nobody may')
    .action((given: string, options: Options, command: Command) => change(given, options, command));
  provider
    .command('delete')
    .description('remove a provider; the accounts of its people stay')
    .addArgument(name())
    .action((given: string, _: unknown, command: Command) => remove(given, command));
}

function withOptions(command: Command): Command {
  return command
    .option('--title <title>', 'what the button says', toText)
    .addOption(
      new Option(
        '--client-secret <secret>',
        'seen by other users of this machine; prefer --client-secret-file',
      ).conflicts('clientSecretFile'),
    )
    .option('--client-secret-file <file>', 'a file that holds our secret there')
    .option('--scope <scopes>', 'space-separated, with openid; default: openid profile email')
    .option('--login-claim <claim>', 'the login of a new account; default: preferred_username, else a verified email')
    .addOption(new Option('--make-accounts', 'make an account at the first sign-in').conflicts('linkedOnly'))
    .option('--linked-only', 'only people with an account may sign in (the default)')
    .option('--rules <file>', 'JSON: which claims give which rights, see docs/auth.md')
    .addOption(
      new Option('--trust-amr <value>', 'an amr that means several factors; repeatable; default: mfa')
        .argParser(addTo)
        .conflicts('trustNothing'),
    )
    .addOption(
      new Option('--trust-acr <value>', 'an acr that means several factors; repeatable')
        .argParser(addTo)
        .conflicts('trustNothing'),
    )
    .option('--trust-nothing', 'always ask for our own second factor where an account needs one');
}

async function create(
  name: string,
  options: Options & { readonly issuer: string; readonly clientId: string },
  command: Command,
): Promise<void> {
  const draft = { ...(await draftOf(options)), issuer: options.issuer, clientId: options.clientId };
  const made = await withCore((core) => core.get(IdentityProvidersService).create(name, draft, operator));
  answer(command, toJson(made), describe(made));
}

async function change(name: string, options: Options, command: Command): Promise<void> {
  const draft = await draftOf(options);
  if (Object.values(draft).every((value) => value === undefined)) throw new CommandError('There is nothing to change.');
  const changed = await withCore((core) => core.get(IdentityProvidersService).change(name, draft, operator));
  answer(command, toJson(changed), describe(changed));
}

async function show(name: string, command: Command): Promise<void> {
  const found = await withCore((core) => core.get(IdentityProvidersService).get(name));
  answer(command, toJson(found), describe(found));
}

async function list(command: Command): Promise<void> {
  const all = await withCore((core) => core.get(IdentityProvidersService).list());
  answer(
    command,
    all.map(toJson),
    table(
      ['name', 'title', 'issuer', 'accounts', 'state'],
      all.map((one) => [
        one.name,
        one.title,
        one.issuer,
        one.makesAccounts ? 'made' : 'linked only',
        one.enabled ? 'active' : 'disabled',
      ]),
    ),
  );
}

async function remove(name: string, command: Command): Promise<void> {
  await withCore((core) => core.get(IdentityProvidersService).remove(name, operator));
  answer(command, { name, deleted: true }, `${name} is removed.`);
}

async function draftOf(options: Options): Promise<Omit<IdentityProviderDraft, 'issuer'>> {
  const { title, clientId, clientSecret, clientSecretFile, scope, loginClaim, rules } = options;
  const accounts = options.makeAccounts ? true : options.linkedOnly ? false : undefined;
  return {
    title,
    clientId,
    clientSecret: clientSecretFile === undefined ? clientSecret : (await readFile(clientSecretFile, 'utf8')).trim(),
    scope,
    loginClaim,
    makesAccounts: accounts,
    enabled: options.enable ? true : options.disable ? false : undefined,
    rules: rules === undefined ? undefined : await readRules(rules),
    trustedAmr: options.trustNothing ? [] : options.trustAmr,
    trustedAcr: options.trustNothing ? [] : options.trustAcr,
  };
}

async function readRules(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CommandError(`${printable(file)} is not JSON.`);
  }
}

function toJson(one: IdentityProvider): Json {
  return {
    name: one.name,
    title: one.title,
    issuer: one.issuer,
    client_id: one.clientId,
    has_secret: one.hasSecret,
    scope: one.scope,
    login_claim: one.loginClaim ?? null,
    makes_accounts: one.makesAccounts,
    enabled: one.enabled,
    rules: one.rules.map((rule) => ({ ...rule })),
    trusted_amr: one.trustedAmr,
    trusted_acr: one.trustedAcr,
    callback_path: `/oauth/external/${one.name}/callback`,
    signed_out_path: `/oauth/external/${one.name}/signed-out`,
    backchannel_logout_path: `/oauth/external/${one.name}/backchannel-logout`,
  };
}

function describe(one: IdentityProvider): string {
  return [
    `name           ${one.name}`,
    `title          ${printable(one.title)}`,
    `issuer         ${one.issuer}`,
    `client_id      ${one.clientId}`,
    `client_secret  ${one.hasSecret ? '(set)' : 'none'}`,
    `scope          ${one.scope}`,
    `login claim    ${one.loginClaim ?? 'preferred_username, else a verified email'}`,
    `accounts       ${one.makesAccounts ? 'made at the first sign-in' : 'linked only'}`,
    `rules          ${one.rules.length}`,
    `trusted        ${[...one.trustedAmr.map((amr) => `amr ${amr}`), ...one.trustedAcr.map((acr) => `acr ${acr}`)].join(', ') || 'nothing: our own second factor is asked for'}`,
    `state          ${one.enabled ? 'active' : 'disabled'}`,
    `Register there: PUBLIC_URL/oauth/external/${one.name}/callback, after signing out PUBLIC_URL/oauth/external/${one.name}/signed-out, and for back-channel logout PUBLIC_URL/oauth/external/${one.name}/backchannel-logout`,
  ].join('\n');
}
