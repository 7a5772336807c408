import type { INestApplicationContext } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import {
  type Camera,
  type CameraDraft,
  type CameraOperation,
  CamerasService,
  foldedTag,
  mostOperations,
} from '#cameras';
import { isDomainError } from '#errors';
import { strictInput } from '../dialects/http/input.pipes.js';
import { toCameraDraft } from '../dialects/rest/camera.draft.js';
import { CameraChangeBody } from '../dialects/rest/camera.dto.js';
import { type CameraOnWire, toCameraOnWire } from '../dialects/rest/camera.wire.js';
import { answer, CommandError, type Json, printable, table } from './answer.js';
import {
  changesBetween,
  type FieldChange,
  settableFields,
  shownValue,
  splitAssignment,
  toBody,
  toWords,
} from './camera-fields.js';
import { cameraNamed, camerasNamed } from './camera-names.js';
import { checkedInput } from './checked-input.js';
import { confirmed } from './confirm.js';
import { explain } from './explain-error.js';
import { operatorCaller } from './operator.js';
import { toId } from './option-values.js';
import { withCore } from './open-core.js';

interface Trial {
  readonly dryRun?: boolean;
}

interface MoveOptions extends Trial {
  readonly folder?: number | null;
  readonly organization?: number;
}

interface DeleteOptions extends Trial {
  readonly yes?: boolean;
}

interface TagOptions extends Trial {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

const mostNamed = 20;
const trialOption = ['--dry-run', 'report what would change, and change nothing'] as const;
const cameras = ['<camera...>', 'their names or ids'] as const;

/** The commands that change cameras: of several, all are changed or none. */
export function addCameraChanges(camera: Command): void {
  camera
    .command('set')
    .description('change fields of a camera; an empty value clears')
    .argument('<camera>', 'its name or id')
    .argument('<field=value...>', `of ${settableFields.join(', ')}`, addAssignment)
    .option(...trialOption)
    .action((text: string, fields: ReadonlyMap<string, string>, options: Trial, command: Command) =>
      set(text, fields, options, command),
    );
  camera
    .command('move')
    .description('put cameras into a folder, or give them to another organization')
    .argument(...cameras)
    .option('--folder <id>', 'a folder of their organization, or of --organization; root is the topmost', toFolder)
    .option('--organization <id>', 'whose they become', toId)
    .option(...trialOption)
    .action((texts: readonly string[], options: MoveOptions, command: Command) => move(texts, options, command));
  camera
    .command('delete')
    .description('delete cameras; on a terminal it asks first')
    .argument(...cameras)
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'report what would be deleted, and delete nothing')
    .action((texts: readonly string[], options: DeleteOptions, command: Command) => remove(texts, options, command));
  camera
    .command('tag')
    .description('give cameras tags and take tags from them')
    .argument(...cameras)
    .option('--add <tags>', 'separated by commas', toWords)
    .option('--remove <tags>', 'separated by commas; whatever the case and the accents', toWords)
    .option(...trialOption)
    .action((texts: readonly string[], options: TagOptions, command: Command) => tag(texts, options, command));
}

function addAssignment(text: string, earlier: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const read = splitAssignment(text);
  if (typeof read === 'string') throw new InvalidArgumentError(read);
  if (earlier.has(read.name)) throw new InvalidArgumentError(`${read.name} stands twice.`);
  return new Map([...earlier, [read.name, read.value]]);
}

function toFolder(value: string): number | null {
  return value === 'root' ? null : toId(value);
}

async function set(
  text: string,
  fields: ReadonlyMap<string, string>,
  { dryRun = false }: Trial,
  command: Command,
): Promise<void> {
  const change = await checkedInput(command, async () => {
    const checked: unknown = await strictInput.transform(toBody(fields), { type: 'body', metatype: CameraChangeBody });
    // The border: strictInput answers an instance of the type that it is given.
    return toCameraDraft(checked as CameraChangeBody);
  });
  const { before, after } = await withCore(async (core) => {
    const found = await cameraNamed(core, text);
    const [changed] = await changeAll(core, [found], () => change, { dryRun });
    return { before: toCameraOnWire(found), after: changed ?? toCameraOnWire(found) };
  });
  const changes = changesBetween(before, after);
  const { id, name, version } = after;
  answer(
    command,
    dryRun ? { id, name, dry_run: true, changes: toJson(Object.fromEntries(changes)) } : toJson(after),
    linesOf(name, changes, { dryRun, isOther: version !== before.version }),
  );
}

/** What is JSON already, as the type of answers. */
function toJson(value: object): Json {
  // The border: a camera on REST's wire is JSON.
  return value as unknown as Json;
}

function linesOf(
  name: string,
  changes: ReadonlyMap<string, FieldChange>,
  { dryRun, isOther }: { readonly dryRun: boolean; readonly isOther: boolean },
): string {
  if (!isOther) return `${printable(name)} stays as it is.`;
  const lines = [...changes].map(([field, { from, to }]) => `  ${field}: ${shownValue(from)} -> ${shownValue(to)}`);
  return [
    `${printable(name)} ${dryRun ? 'would be' : 'is'} changed`,
    // Of a login in a URL nothing is shown.
    ...(lines.length === 0 ? ['  what is not shown: a login or a password'] : lines),
  ].join('\n');
}

async function move(
  texts: readonly string[],
  { folder, organization, dryRun = false }: MoveOptions,
  command: Command,
): Promise<void> {
  if (folder === undefined && organization === undefined)
    command.error('error: --folder or --organization says where to.');
  const change: CameraDraft = {
    ...(folder === undefined ? {} : { folderId: folder }),
    ...(organization === undefined ? {} : { organizationId: organization }),
  };
  const moved = await changeNamed(texts, () => change, { dryRun }, command);
  answer(
    command,
    moved.map(({ id, name, organization_id, folder_id }) => ({
      id,
      name,
      organization_id,
      folder_id,
      ...mark(dryRun),
    })),
    heading(dryRun, 'would be moved to') +
      table(
        ['id', 'name', 'organization', 'folder'],
        moved.map((one) => [one.id, one.name, one.organization_id, one.folder_id]),
      ),
  );
}

function mark(dryRun: boolean): { readonly dry_run?: true } {
  return dryRun ? { dry_run: true } : {};
}

function heading(dryRun: boolean, text: string): string {
  return dryRun ? `${text}\n` : '';
}

async function tag(
  texts: readonly string[],
  { add = [], remove: taken = [], dryRun = false }: TagOptions,
  command: Command,
): Promise<void> {
  if (add.length + taken.length === 0) command.error('error: --add or --remove says which tags.');
  const gone = new Set(taken.map(foldedTag));
  const change = ({ tags }: Camera): CameraDraft => ({
    tags: [...tags.filter((one) => !gone.has(foldedTag(one))), ...add],
  });
  const tagged = await changeNamed(texts, change, { dryRun }, command);
  answer(
    command,
    tagged.map(({ id, name, tags }) => ({ id, name, tags, ...mark(dryRun) })),
    heading(dryRun, 'would be tagged') +
      table(
        ['id', 'name', 'tags'],
        tagged.map((one) => [one.id, one.name, one.tags.join(', ')]),
      ),
  );
}

async function changeNamed(
  texts: readonly string[],
  change: (camera: Camera) => CameraDraft,
  options: { readonly dryRun: boolean },
  command: Command,
): Promise<readonly CameraOnWire[]> {
  refuseTooMany(texts, command);
  return withCore(async (core) => changeAll(core, await camerasNamed(core, texts), change, options));
}

function refuseTooMany(texts: readonly string[], command: Command): void {
  if (texts.length > mostOperations) command.error(`error: at most ${mostOperations} cameras at once.`);
}

/** The cameras as they are afterwards. The change is made of what was read, so another one meanwhile ends it. */
async function changeAll(
  core: INestApplicationContext,
  found: readonly Camera[],
  change: (camera: Camera) => CameraDraft,
  options: { readonly dryRun: boolean },
): Promise<readonly CameraOnWire[]> {
  const toOperation = (camera: Camera): CameraOperation => ({
    op: 'update',
    id: camera.id,
    change: change(camera),
    expectedVersion: camera.version,
  });
  const results = await runAll(core, found, toOperation, options);
  return results.flatMap((result) => (result.outcome === 'updated' ? [toCameraOnWire(result.camera)] : []));
}

/** @throws CommandError that names the camera at fault */
async function runAll(
  core: INestApplicationContext,
  found: readonly Camera[],
  toOperation: (camera: Camera) => CameraOperation,
  { dryRun }: { readonly dryRun: boolean },
): ReturnType<CamerasService['runAll']> {
  try {
    const operations = found.map(toOperation);
    return await core.get(CamerasService).runAll(operatorCaller, operations, { atomic: true, dryRun });
  } catch (error) {
    const item = isDomainError(error) ? error.context.item : undefined;
    const camera = item === undefined ? undefined : found[item];
    if (camera === undefined) throw error;
    throw new CommandError(`${printable(camera.name)}: ${explain(error)}`);
  }
}

async function remove(
  texts: readonly string[],
  { dryRun = false, yes = false }: DeleteOptions,
  command: Command,
): Promise<void> {
  refuseTooMany(texts, command);
  const deleted = await withCore(async (core) => {
    const found = await camerasNamed(core, texts);
    if (!dryRun && !yes && !(await confirmed(`Delete ${namesOf(found)}?`)))
      throw new CommandError('Nothing is deleted.');
    await runAll(core, found, ({ id }) => ({ op: 'delete', id }), { dryRun });
    return found;
  });
  answer(
    command,
    deleted.map(({ id, name }) => ({ id, name, deleted: !dryRun, ...mark(dryRun) })),
    `${namesOf(deleted)} ${dryRun ? 'would be' : deleted.length === 1 ? 'is' : 'are'} deleted.`,
  );
}

function namesOf(found: readonly Camera[]): string {
  const names = found.slice(0, mostNamed).map(({ name }) => printable(name));
  return [...names, ...(found.length > mostNamed ? [`${found.length - mostNamed} more`] : [])].join(', ');
}
