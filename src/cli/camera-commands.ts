import { type Command, InvalidArgumentError } from 'commander';
import { CamerasService } from '#cameras';
import { cameraFilterNames } from '../dialects/rest/camera-filters.js';
import { readCameraList } from '../dialects/rest/camera-list.pipe.js';
import { toCameraQuery } from '../dialects/rest/camera-list.query.js';
import { shapeOf } from '../dialects/rest/camera.shape.js';
import { type CameraOnWire, toCameraOnWire } from '../dialects/rest/camera.wire.js';
import { didYouMean } from '../dialects/http/similar-name.js';
import { answer, printable, table } from './answer.js';
import { addCameraChanges } from './camera-change-commands.js';
import { flatCamera, shownValue } from './camera-fields.js';
import { cameraNamed } from './camera-names.js';
import { checkedInput } from './checked-input.js';
import { operatorCaller } from './operator.js';
import { addTo, toId } from './option-values.js';
import { withCore } from './open-core.js';

/** What `list` takes beside `--where`: option, value, the parameter of REST that it stands for, and what it is for. */
const filterOptions = [
  ['country', 'code', 'country', 'of this country, ISO 3166-1; repeatable'],
  ['city', 'name', 'city', 'in this city; repeatable'],
  ['state', 'name', 'state', 'in this state; repeatable'],
  ['source', 'name', 'source', 'of this list or publisher; repeatable'],
  ['kind', 'kind', 'kind', 'reached in this way; repeatable'],
  ['name', 'name', 'name', 'of this name; repeatable'],
  ['organization', 'id', 'organization_id', 'of this organization; repeatable'],
  ['folder', 'id', 'folder_id', 'in this folder; repeatable'],
  ['preset', 'id', 'preset_id', 'with this preset; repeatable'],
  ['tag', 'tags', 'tags', 'with one of these tags, separated by commas'],
  ['enabled', 'true|false', 'enabled', 'whether they are switched on'],
  ['q', 'text', 'q', 'with these words'],
  ['near', 'lat,lng', 'near', 'nearest first'],
  ['radius', 'metres', 'radius', 'at most so far from --near'],
  ['bbox', 'w,s,e,n', 'bbox', 'in this box'],
  ['sees', 'lat,lng', 'sees', 'in whose field of view this point is'],
  ['sort', 'fields', 'sort', 'up to three, separated by commas, each with - for descending'],
] as const;

interface ListOptions extends Readonly<Partial<Record<(typeof filterOptions)[number][0], readonly string[]>>> {
  readonly where?: readonly string[];
  readonly limit: number;
}

const [usualLimit, largestLimit, largestPage] = [100, 100_000, 1000];
const filterForm = /^([a-z_]+)(\[[a-z]+\])?=/;

/** `camgate camera …`: cameras one by one and many at once, with the filters of REST. */
export function addCameraCommands(program: Command): void {
  const camera = program.command('camera').description('cameras, whichever way they came');
  const list = camera.command('list').description('find cameras; what is named narrows the list');
  for (const [option, value, , description] of filterOptions) list.option(`--${option} <${value}>`, description, addTo);
  list
    .option('--where <filter>', 'any field and operator of REST, such as "frame_rate[gte]=5"; repeatable', addTo)
    .option('--limit <number>', 'at most so many', toLimit, usualLimit)
    .action((options: ListOptions, command: Command) => listCameras(options, command));
  camera
    .command('show')
    .description('everything about one camera')
    .argument('<camera>', 'its name or id')
    .action((text: string, _: unknown, command: Command) => show(text, command));
  addCameraChanges(camera);
}

function toLimit(value: string): number {
  const limit = toId(value);
  if (limit > largestLimit) throw new InvalidArgumentError(`It must be at most ${largestLimit}; export writes all.`);
  return limit;
}

async function listCameras(options: ListOptions, command: Command): Promise<void> {
  const { query, withDistance } = await checkedInput(command, async () => {
    const asked = await readCameraList(toParameters(options, command));
    return { query: toCameraQuery(asked), withDistance: asked.near !== undefined };
  });
  const shape = shapeOf(undefined, withDistance);
  const { found, isAll } = await withCore(async (core) => {
    const cameras: Found[] = [];
    let cursor: string | undefined;
    do {
      const limit = Math.min(largestPage, options.limit - cameras.length);
      const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const { json, next } = await core.get(CamerasService).listJson(operatorCaller, query, page, shape);
      // The border: PostgreSQL wrote the cameras in REST's shape.
      cameras.push(...(JSON.parse(json) as readonly Found[]));
      cursor = next;
    } while (cursor !== undefined && cameras.length < options.limit);
    return { found: cameras, isAll: cursor === undefined };
  });
  const more = isAll ? '' : '\nThere are more; --limit says how many are listed.';
  answer(command, found.map(toJson), tableOf(found, withDistance) + more);
}

type Found = CameraOnWire & { readonly distance?: number };

/** A list takes only what is JSON. */
function toJson(camera: Found): Readonly<Record<string, never>> {
  // The border: it was JSON.
  return camera as unknown as Readonly<Record<string, never>>;
}

function toParameters(options: ListOptions, command: Command): Readonly<Record<string, unknown>> {
  const parameters = new Map<string, readonly string[]>();
  const add = (name: string, values: readonly string[]): void => {
    parameters.set(name, [...(parameters.get(name) ?? []), ...values]);
  };
  for (const [option, , name] of filterOptions) if (options[option] !== undefined) add(name, options[option]);
  for (const filter of options.where ?? []) {
    const [beginning = '', name = ''] = filterForm.exec(filter) ?? [];
    if (beginning === '') command.error(`error: --where takes field[operator]=value, not ${printable(filter)}.`);
    const known = [...cameraFilterNames, 'tags'];
    if (!known.includes(name)) command.error(`error: cameras have no filter ${name}.${didYouMean(name, known)}`);
    add(beginning.slice(0, -1), [filter.slice(beginning.length)]);
  }
  return Object.fromEntries([...parameters].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

function tableOf(cameras: readonly Found[], withDistance: boolean): string {
  return table(
    ['id', 'name', 'title', 'country', 'city', 'organization', 'folder', 'state', ...(withDistance ? ['metres'] : [])],
    cameras.map((one) => [
      one.id,
      one.name,
      one.title ?? undefined,
      one.country ?? undefined,
      one.city ?? undefined,
      one.organization_id,
      one.folder_id,
      one.enabled ? 'on' : 'off',
      ...(one.distance === undefined ? [] : [Math.round(one.distance)]),
    ]),
  );
}

async function show(text: string, command: Command): Promise<void> {
  const camera = toCameraOnWire(await withCore((core) => cameraNamed(core, text)));
  const lines = Object.entries(flatCamera(camera)).map(([name, value]) => `${name.padEnd(18)}${shownValue(value)}`);
  answer(command, toJson(camera), lines.join('\n'));
}
