import type { CameraEventDraft } from '#notifications';
import { InputError } from '../../http/input.error.js';
import { asInteger, asText } from '../input/coercions.js';
import { givenIn, readDictionary } from '../input/object-body.js';

const usualType = 'activity';
/** A larger number is in milliseconds: in seconds it would be the year 5138. */
const latestSeconds = 100_000_000_000;

/**
 * The events of a request: one, or an array as webhooks send them (W).
 * @param type of `?type=`, for those that name none
 * @throws InputError input.invalid naming the place
 */
export function readEvents(body: unknown, type: string | undefined): readonly CameraEventDraft[] {
  if (!Array.isArray(body)) return [readEvent(body, type, '')];
  return body.map((event: unknown, index) => readEvent(event, type, `${index}.`));
}

function readEvent(body: unknown, type: string | undefined, place: string): CameraEventDraft {
  const event = readDictionary(body, place.slice(0, -1));
  const camera = asText(givenIn(event, 'camera') ?? givenIn(event, 'camera_id'));
  if (typeof camera !== 'string')
    throw InputError.at(`${place}camera`, 'isString', `${place}camera must name a camera.`);
  const kind = givenIn(event, 'type') ?? type ?? usualType;
  if (typeof kind !== 'string') throw InputError.at(`${place}type`, 'isString', `${place}type must be a text.`);
  return { cameraName: camera, type: kind, at: timeIn(givenIn(event, 'start_at'), place), data: dataIn(event) };
}

function timeIn(value: unknown, place: string): Date | undefined {
  if (value === undefined) return undefined;
  const number = asInteger(value);
  const at = new Date(typeof number === 'number' ? (number > latestSeconds ? number : number * 1000) : Number.NaN);
  if (Number.isNaN(at.getTime()) || at.getTime() < 0)
    throw InputError.at(`${place}start_at`, 'isInt', `${place}start_at must be seconds or milliseconds since 1970.`);
  return at;
}

function dataIn(event: Readonly<Record<string, unknown>>): unknown {
  const { camera: _camera, camera_id: _cameraId, type: _type, start_at: _start, data, ...others } = event;
  if (data !== undefined && data !== '') return data;
  return Object.keys(others).length === 0 ? null : others;
}
