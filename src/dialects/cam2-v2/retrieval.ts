import { type Camera, type CameraDraft, type CameraKind, mayBePlaylist, retrievalKindOf } from '#cameras';
import { readBody } from '../http/body.js';
import { chain, wrong } from '../http/fields/reading.js';
import { InputError } from '../http/input.error.js';
import { integer, type Reader, text, textOf } from './reader.js';

/** How a camera is reached, on the wire; absent and null mean not given. */
export interface Retrieval {
  readonly ip?: string;
  readonly port?: number;
  readonly brand?: string;
  readonly model?: string;
  readonly image_path?: string;
  readonly video_path?: string;
  readonly snapshot_url?: string;
  readonly m3u8_url?: string;
}

/** The field by which each type is reached at all. */
export const keyNames = {
  ip: 'ip',
  non_ip: 'snapshot_url',
  stream: 'm3u8_url',
} as const satisfies Readonly<Record<CameraKind, keyof Retrieval>>;

export const defaultPort = 80;

const url = text(2048);
const readers: Readonly<Record<keyof Retrieval, Reader<string | number>>> = {
  ip: text(255),
  port: integer(1, 65_535),
  brand: text(255),
  model: text(255),
  image_path: url,
  video_path: url,
  snapshot_url: url,
  m3u8_url: chain(url, (value) =>
    value === '' || mayBePlaylist(value) ? { value } : wrong('malformed', { text: 'must be the URL of a playlist' }),
  ),
};

/** Its names on the wire. */
export const retrievalNames = Object.keys(readers);

/** An object, or in a form its JSON text; unknown keys are dropped, as the original's client sends none. */
export const retrieval: Reader<Retrieval> = (given) => {
  const object = typeof given === 'string' ? parsed(given) : given;
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return wrong('malformed', { text: 'must be a JSON object' });
  const values = new Map<string, string | number>();
  for (const [name, read] of Object.entries(readers)) {
    const value: unknown = Object.hasOwn(object, name) ? Reflect.get(object, name) : null;
    if (value === null || value === undefined) continue;
    const reading = read(value);
    if ('problems' in reading)
      return wrong('malformed', { text: `holds a wrong value: ${name} ${textOf(reading.problems[0])}` });
    values.set(name, reading.value);
  }
  // Each value was read by the reader of its name.
  return { value: Object.fromEntries(values) };
};

/**
 * How a new camera is reached.
 * @throws InputError input.invalid when the type's key field is missing
 */
export function newReach(type: CameraKind, given: Retrieval): CameraDraft {
  const key = keyNames[type];
  if (!given[key]) throw InputError.at('retrieval', 'required', `Must include ${key} in retrieval for type ${type}.`);
  return { ...reachOf(type, given), kind: type, ...(type === 'ip' ? { port: given.port ?? defaultPort } : {}) };
}

/**
 * A change of how a camera is reached: of the same type only the given values; another type replaces it.
 * @throws InputError input.invalid when another type comes without its key field
 */
export function changedReach(camera: Camera, type: CameraKind, given: Retrieval): CameraDraft {
  const current = retrievalKindOf(camera);
  if (type === current) return reachOf(type, given);
  return { ...nothingOf[camera.kind], ...nothingOf[current], ...newReach(type, given) };
}

const nothingOf: Readonly<Record<CameraKind, CameraDraft>> = {
  ip: { ip: null, port: null, brand: null, model: null, imagePath: null, videoPath: null },
  non_ip: { snapshotUrl: null },
  stream: { streamUrl: null, protocol: null },
};

function reachOf(type: CameraKind, given: Retrieval): CameraDraft {
  if (type === 'non_ip') return { snapshotUrl: given.snapshot_url };
  if (type === 'stream') return given.m3u8_url === undefined ? {} : { streamUrl: given.m3u8_url, protocol: 'hls' };
  const { ip, port, brand, model, image_path: imagePath, video_path: videoPath } = given;
  return { ip, port, brand, model, imagePath, videoPath };
}

function parsed(json: string): unknown {
  try {
    return readBody(Buffer.from(json), 'application/json');
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
