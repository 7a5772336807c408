import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#auth';
import type { Camera, CameraDraft, CamerasService, CameraShape, PlainCameraField } from '#cameras';
import { plainFields } from '../../src/cameras/camera-fields.js';
import { openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;
let full: Camera;
let bare: Camera;

const awkward = 'a "quoted" \\ back\nslash \u2028 é 日本 \u{1F4F7} \u0001 </script>';
const draft: CameraDraft = {
  name: 'full/1',
  title: awkward,
  description: "it's",
  kind: 'stream',
  protocol: 'rtsp',
  ip: '192.0.2.1',
  port: 554,
  streamUrl: 'rtsp://u:p@a.example/1',
  snapshotUrl: 'http://a.example/1.jpg',
  latitude: -33.8688,
  longitude: 151.2093,
  frameRate: 1 / 60,
  isVideo: true,
  outdoors: false,
  resolutionWidth: 1920,
  resolutionHeight: 1080,
  observedAt: '2022-09-05',
};

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  full = await cameras.create(system, draft);
  bare = await cameras.create(system, { name: 'bare' });
});
afterAll(() => registry.close());

/** Through each path that writes JSON. */
async function written(camera: Camera, shape: CameraShape): Promise<unknown> {
  const one: unknown = JSON.parse(await cameras.getJson(system, { id: camera.id }, shape));
  const query = { where: [{ operator: 'in' as const, field: 'id' as const, values: [camera.id] }] };
  const page = await cameras.listJson(system, query, { limit: 1 }, shape);
  expect(JSON.parse(page.json)).toEqual([one]);
  const plain = await cameras.listJson(system, { where: [] }, { limit: 10 }, shape);
  expect(JSON.parse(plain.json)).toContainEqual(one);
  return one;
}

describe('a shape', () => {
  it('shows every field as the camera has it, awkward texts and missing values included', async () => {
    const fields = Object.keys(plainFields) as readonly PlainCameraField[];
    const shape = Object.fromEntries(fields.map((field) => [`"${field}'\\`, field]));
    for (const camera of [full, bare]) {
      const expected = fields.map((field) => [`"${field}'\\`, camera[field]]);
      expect(await written(camera, shape)).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(expected))));
    }
  });

  it('writes times as ISO 8601 UTC with milliseconds', async () => {
    const json = await cameras.getJson(system, { id: full.id }, { at: 'createdAt', day: 'observedAt' });
    expect(json).toBe(`{"at":"${full.createdAt.toISOString()}","day":"2022-09-05"}`);
  });

  it('nests, renames, scales, chooses and leaves out', async () => {
    const shape: CameraShape = {
      constant: { constant: 'it\'s \\ "fixed"' },
      nothing: { constant: null },
      location: { unless: 'latitude', object: { lat: 'latitude', lng: 'longitude' } },
      always: { object: { lat: 'latitude' } },
      // oxlint-disable-next-line unicorn/no-thenable -- the shape's own word
      retrieval: { whenKind: ['stream'], then: { m3u8_url: 'streamUrl' }, otherwise: { snapshot: 'snapshotUrl' } },
      perMinute: { scaled: 'frameRate', by: 60 },
      type: { words: { stream: 'Stream', ip: "I'P" }, of: 'kind' },
      video: { words: { true: 'yes' }, of: 'isVideo' },
      url: { firstOf: ['pageUrl', 'streamUrl', 'snapshotUrl'] },
      metres: 'distanceMetres',
    };
    expect(await written(full, shape)).toEqual({
      constant: 'it\'s \\ "fixed"',
      nothing: null,
      location: { lat: -33.8688, lng: 151.2093 },
      always: { lat: -33.8688 },
      retrieval: { m3u8_url: 'rtsp://a.example/1' },
      perMinute: 1,
      type: 'Stream',
      video: 'yes',
      url: 'rtsp://a.example/1',
      metres: null,
    });
    expect(await written(bare, shape)).toEqual({
      constant: 'it\'s \\ "fixed"',
      nothing: null,
      location: null,
      always: { lat: null },
      retrieval: { snapshot: null },
      perMinute: null,
      type: null,
      video: null,
      url: null,
      metres: null,
    });
  });

  it('has the distance where the query has a place, in metres or scaled', async () => {
    const shape: CameraShape = { metres: 'distanceMetres', kilometres: { scaled: 'distanceMetres', by: 0.001 } };
    const near = { latitude: -33.8688, longitude: 150.2093 };
    const { json } = await cameras.listJson(system, { where: [], near }, { limit: 1 }, shape);
    const [found] = JSON.parse(json) as [{ metres: number; kilometres: number }];
    expect(found.metres).toBeCloseTo(92_331, -2);
    expect(found.kilometres).toBeCloseTo(found.metres / 1000, 9);
  });

  it('may have more fields than a function of PostgreSQL takes arguments', async () => {
    const shape = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`key${i}`, 'title' as const]));
    expect(Object.keys(Object(await written(full, shape)))).toHaveLength(300);
  });

  it('of nothing is an empty object', async () => {
    expect(await written(full, {})).toEqual({});
  });
});
