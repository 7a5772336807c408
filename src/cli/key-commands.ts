import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { CameraSelectionsService } from '#access';
import {
  type CameraSelector,
  type ScopedKey,
  ScopedKeysService,
  type UserCaller,
  UsersService,
  UserStandingsService,
} from '#auth';
import { answer, CommandError, type Json, table } from './answer.js';
import { operator } from './operator.js';
import { addTo, toId, toText } from './option-values.js';
import { withCore } from './open-core.js';

type Core = Parameters<Parameters<typeof withCore>[0]>[0];

interface CreateOptions {
  readonly login: string;
  readonly name: string;
  readonly scope?: string;
  readonly organization?: number;
  readonly folder?: number;
  readonly camera?: readonly number[];
  readonly network?: readonly string[];
  readonly expires?: Date;
}

/** `camgate key …`: API keys of people, with limits. */
export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('API keys of people, each limited to what it is for');
  key
    .command('create')
    .description('make a key; its secret is shown once')
    .requiredOption('--login <login>', 'whose it is: it never does more than they may', toText)
    .requiredOption('--name <name>', 'what it is for', toText)
    .option('--scope <scopes>', 'permissions, space-separated; without it all that its owner may do')
    .addOption(
      new Option('--organization <id>', 'only the cameras of this organization')
        .argParser(toId)
        .conflicts(['folder', 'camera']),
    )
    .addOption(
      new Option('--folder <id>', 'only the cameras in this folder and below').argParser(toId).conflicts('camera'),
    )
    .option('--camera <id>', 'only this camera; repeatable', addId)
    .option('--network <cidr>', 'only from this network or address; repeatable', addTo)
    .option('--expires <time>', 'when it ends, such as 2030-01-31 or 2030-01-31T12:00:00Z', toTime)
    .action((options: CreateOptions, command: Command) => create(options, command));
  key
    .command('list')
    .description('the keys of a person')
    .requiredOption('--login <login>', 'whose', toText)
    .action(({ login }: { readonly login: string }, command: Command) => list(login, command));
  key
    .command('rotate')
    .description('give a key a new secret; the old one ends at once, unless it overlaps')
    .addArgument(new Argument('<id>', 'its number').argParser(toId))
    .option('--overlap <seconds>', 'for how long the old secret works, too', toSeconds, 0)
    .action((id: number, { overlap }: { readonly overlap: number }, command: Command) => rotate(id, overlap, command));
  key
    .command('revoke')
    .description('end a key')
    .addArgument(new Argument('<id>', 'its number').argParser(toId))
    .action((id: number, _: unknown, command: Command) => revoke(id, command));
}

async function create(options: CreateOptions, command: Command): Promise<void> {
  const cameras = toSelector(options);
  const { key, secret } = await withCore(async (core) => {
    const owner = await ownerOf(core, options.login);
    await core.get(CameraSelectionsService).assertVisible(owner, cameras);
    const draft = {
      name: options.name,
      scope: options.scope,
      cameras,
      networks: options.network,
      expiresAt: options.expires,
    };
    return core.get(ScopedKeysService).create(owner, draft, operator);
  });
  answer(
    command,
    { ...toJson(key), key: secret },
    `id   ${key.id}\nkey  ${secret}\nThe secret is shown once; keep it.`,
  );
}

async function list(login: string, command: Command): Promise<void> {
  const { items } = await withCore(async (core) => {
    const { userId } = await ownerOf(core, login);
    return core.get(ScopedKeysService).list(userId, { limit: 100 });
  });
  answer(
    command,
    items.map(toJson),
    table(
      ['id', 'name', 'begins with', 'scopes', 'ends', 'last used', 'from'],
      items.map((one) => [
        one.id,
        one.name,
        one.prefix,
        one.scope ?? 'all',
        one.expiresAt?.toISOString(),
        one.lastUsedAt?.toISOString(),
        one.lastUsedIp,
      ]),
    ),
  );
}

async function rotate(id: number, overlap: number, command: Command): Promise<void> {
  const { key, secret } = await withCore((core) =>
    core.get(ScopedKeysService).rotate(undefined, id, overlap, operator),
  );
  answer(command, { ...toJson(key), key: secret }, `key  ${secret}\nThe secret is shown once; keep it.`);
}

async function revoke(id: number, command: Command): Promise<void> {
  await withCore((core) => core.get(ScopedKeysService).remove(undefined, id, operator));
  answer(command, { id, revoked: true }, `Key ${id} is revoked.`);
}

/** The person with the rights that they have now. */
async function ownerOf(core: Core, login: string): Promise<UserCaller> {
  const user = await core.get(UsersService).findByLogin(login);
  const standing = user === undefined ? undefined : await core.get(UserStandingsService).find(user.id);
  if (standing === undefined) throw new CommandError(`There is no user ${login}, or they are disabled.`);
  return standing.caller;
}

function toSelector({ organization, folder, camera }: CreateOptions): CameraSelector | undefined {
  if (organization !== undefined) return { organizationId: organization };
  if (folder !== undefined) return { folderId: folder };
  return camera === undefined ? undefined : { cameraIds: camera };
}

function toJson(key: ScopedKey): { readonly [name: string]: Json } {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scope: key.scope ?? null,
    cameras: key.cameras === undefined ? null : camerasToJson(key.cameras),
    networks: key.networks,
    expires_at: key.expiresAt?.toISOString() ?? null,
    previous_expires_at: key.previousExpiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    last_used_ip: key.lastUsedIp ?? null,
    created_at: key.createdAt.toISOString(),
  };
}

function camerasToJson(selector: CameraSelector): Json {
  if ('organizationId' in selector) return { organization_id: selector.organizationId };
  return 'folderId' in selector ? { folder_id: selector.folderId } : { ids: selector.cameraIds };
}

function addId(value: string, earlier: readonly number[] = []): readonly number[] {
  return [...earlier, toId(value)];
}

function toTime(value: string): Date {
  const time = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(value) ? new Date(value) : undefined;
  if (time === undefined || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('It must be a date, or a time with its offset.');
  return time;
}

function toSeconds(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('It must be a number of seconds.');
  return Number(value);
}
