import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#auth';
import type { Camera, CameraDraft, CameraInput, CamerasService } from '#cameras';
import { derivedInputs } from '../../src/cameras/writing/camera-reach.js';
import { openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
});
afterEach(() => registry.dataSource.query('delete from cameras'));
afterAll(() => registry.close());

const video = 'rtsp://a.example/live';
const picture = 'http://a.example/snapshot.jpg';
const inputs = (...urls: readonly string[]): readonly CameraInput[] => urls.map((url) => ({ url }));
const change = async (camera: Camera, draft: CameraDraft): Promise<Camera> =>
  cameras.update(system, { id: camera.id }, draft);

describe('the inputs of a camera for which nobody set any', () => {
  it.each<[string, CameraDraft, readonly string[]]>([
    ['its stream URL', { streamUrl: video, snapshotUrl: picture }, [video]],
    ['its snapshot URL', { snapshotUrl: picture }, [picture]],
    ['its address', { ip: '192.0.2.1' }, ['http://192.0.2.1/']],
    [
      'its address with port and path',
      { ip: '192.0.2.1', port: 81, imagePath: 'i.jpg' },
      ['http://192.0.2.1:81/i.jpg'],
    ],
    ['the path of its video', { ip: '192.0.2.1', imagePath: '/i.jpg', videoPath: '/v' }, ['http://192.0.2.1/v']],
    ['an IPv6 address', { ip: '2001:db8::1', port: 80 }, ['http://[2001:db8::1]:80/']],
    ['nothing', { pageUrl: 'http://a.example/' }, []],
  ])('are %s', async (_, draft, urls) => {
    const made = await cameras.create(system, draft);
    expect(made.inputs).toEqual(inputs(...urls));
    expect(derivedInputs({ ...made, inputs: null })).toEqual(made.inputs);
    expect((await cameras.list(system, { where: [] }, { limit: 1 })).items[0]?.inputs).toEqual(made.inputs);
  });

  it.each<CameraDraft>([
    { streamUrl: video, snapshotUrl: picture },
    { snapshotUrl: 'http://a.example/?what=is-it' },
    { ip: '192.0.2.1', port: 81, videoPath: '/v' },
    { ip: '192.0.2.1', imagePath: '/snapshot.jpg' },
    {},
  ])('of %o come back as they were shown and change nothing', async (draft) => {
    const made = await cameras.create(system, draft);
    expect(await change(made, { inputs: made.inputs })).toEqual(made);
    const { camera } = await cameras.put(system, made.name, { inputs: made.inputs }, { reset: true });
    expect(camera).toMatchObject({ inputs: made.inputs, kind: made.kind, ip: made.ip, streamUrl: made.streamUrl });
  });
});

describe('a write of inputs', () => {
  it('states where the video or the picture comes from', async () => {
    const made = await cameras.create(system, { inputs: [{ url: video, options: { priority: 1 } }, { url: picture }] });
    expect(made).toMatchObject({ streamUrl: video, snapshotUrl: null, kind: 'stream' });
    expect(made.inputs).toEqual([{ url: video, options: { priority: 1 } }, { url: picture }]);
    const shown = await cameras.create(system, { inputs: inputs(picture, video) });
    expect(shown).toMatchObject({ streamUrl: null, snapshotUrl: picture, kind: 'non_ip' });
  });

  it.each([
    ['rtsp-udp://a.example/1', 'rtsp://a.example/1'],
    ['rtsp2://a.example/1', 'rtsp://a.example/1'],
    ['rtsps://a.example/1', 'rtsps://a.example/1'],
    ['hls://a.example/1.m3u8', 'http://a.example/1.m3u8'],
    ['tshttps://a.example/1.ts', 'https://a.example/1.ts'],
    ['udp://239.0.0.1:1234', 'udp://239.0.0.1:1234'],
    ['srt://a.example:9000?streamid=a', 'srt://a.example:9000?streamid=a'],
    ['http://a.example/video.jpg/mjpeg', 'http://a.example/video.jpg/mjpeg'],
    ['publish://', null],
    ['fake://fake', null],
    ['file:///vod/bunny.mp4', null],
    ['m4s://a.example/1', null],
  ])('as %s says the stream URL %s', async (url, streamUrl) => {
    const made = await cameras.create(system, { inputs: inputs(url) });
    expect(made).toMatchObject({ streamUrl, snapshotUrl: null, inputs: inputs(url) });
    expect(await change(made, { inputs: inputs(url) })).toEqual(made);
    expect(await change(made, { streamUrl })).toEqual(made);
  });

  it.each([
    'http://a.example/cgi-bin/snapshot.cgi',
    'https://a.example/axis-cgi/jpg/image.cgi',
    'http://a.example/A.JPG',
  ])('%s is a picture', async (url) => {
    expect(await cameras.create(system, { inputs: inputs(url) })).toMatchObject({ streamUrl: null, snapshotUrl: url });
  });

  it('in place of the old source leaves nothing of it behind, in any API', async () => {
    const byPicture = await cameras.create(system, { kind: 'non_ip', snapshotUrl: picture });
    expect(await change(byPicture, { inputs: inputs(video) })).toMatchObject({
      streamUrl: video,
      snapshotUrl: null,
      kind: 'stream',
    });
    const byAddress = await cameras.create(system, { ip: '192.0.2.1', port: 80, imagePath: '/i.jpg' });
    expect(await change(byAddress, { inputs: inputs(video) })).toMatchObject({
      streamUrl: video,
      ip: null,
      port: null,
      imagePath: null,
      kind: 'stream',
    });
    const withThumbnail = await cameras.create(system, { streamUrl: 'rtsp://b.example/', snapshotUrl: picture });
    expect(await change(withThumbnail, { inputs: inputs(video) })).toMatchObject({
      streamUrl: video,
      snapshotUrl: picture,
    });
  });

  it('keeps an address that the first input leads to', async () => {
    const made = await cameras.create(system, { ip: '192.0.2.1', port: 80 });
    expect(await change(made, { inputs: inputs('rtsp://192.0.2.1:554/live') })).toMatchObject({
      ip: '192.0.2.1',
      kind: 'ip',
      streamUrl: 'rtsp://192.0.2.1:554/live',
    });
  });

  it('adds to the inputs that were there without a change of the source', async () => {
    const made = await cameras.create(system, { ip: '192.0.2.1', imagePath: '/i.jpg' });
    const more = await change(made, { inputs: [...made.inputs, { url: video }] });
    expect(more).toMatchObject({
      ip: '192.0.2.1',
      kind: 'ip',
      streamUrl: null,
      inputs: [...made.inputs, { url: video }],
    });
    expect(await change(more, { title: 'x' })).toMatchObject({ inputs: more.inputs });
  });

  it('leaves a thumbnail that changes with them, and drops the protocol of the old source', async () => {
    const published = await cameras.create(system, { inputs: inputs('publish://') });
    const shown = await change(published, { inputs: inputs('publish://'), snapshotUrl: picture });
    expect(shown).toMatchObject({ snapshotUrl: picture, inputs: inputs('publish://') });
    const { camera } = await cameras.put(system, shown.name, { inputs: inputs('publish://') }, { reset: true });
    expect(camera).toMatchObject({ snapshotUrl: null, inputs: inputs('publish://') });
    const spoken = await cameras.create(system, { snapshotUrl: picture, protocol: 'http-image' });
    expect(await change(spoken, { inputs: inputs(picture, video) })).toMatchObject({ protocol: 'http-image' });
    expect(await change(spoken, { inputs: inputs(video) })).toMatchObject({ protocol: 'rtsp' });
    expect(await change(spoken, { inputs: inputs('hls://a.example/1'), protocol: 'hls' })).toMatchObject({
      protocol: 'hls',
    });
  });

  it('of an empty list clears the source; of null clears the inputs that were set', async () => {
    const made = await cameras.create(system, { inputs: inputs(video, 'rtsp://b.example/'), snapshotUrl: picture });
    expect(await change(made, { inputs: null })).toMatchObject({ streamUrl: video, inputs: inputs(video) });
    expect(await change(made, { inputs: [] })).toMatchObject({ streamUrl: null, snapshotUrl: null, inputs: [] });
  });
});

describe('a change of the source without inputs', () => {
  it('replaces the inputs', async () => {
    const two = inputs(video, 'rtsp://b.example/');
    const made = await cameras.create(system, { inputs: two });
    expect(await change(made, { streamUrl: 'rtsp://c.example/' })).toMatchObject({
      inputs: inputs('rtsp://c.example/'),
    });
    const other = await cameras.create(system, { inputs: two });
    const moved = { kind: 'non_ip', snapshotUrl: 'http://d.example/1', streamUrl: null } as const;
    expect(await change(other, moved)).toMatchObject({ inputs: inputs('http://d.example/1') });
    const third = await cameras.create(system, { inputs: two });
    const byAddress = { kind: 'ip', ip: '192.0.2.9', port: 80, snapshotUrl: null, streamUrl: null } as const;
    expect(await change(third, byAddress)).toMatchObject({ inputs: inputs('http://192.0.2.9:80/') });
  });

  it('leaves the inputs when only the thumbnail changes', async () => {
    const made = await cameras.create(system, { inputs: inputs(video, 'rtsp://b.example/') });
    expect(await change(made, { snapshotUrl: picture })).toMatchObject({ inputs: made.inputs, snapshotUrl: picture });
    const published = await cameras.create(system, { inputs: inputs('publish://') });
    expect(await change(published, { snapshotUrl: picture })).toMatchObject({ inputs: inputs('publish://') });
  });
});

it.each<[string, unknown]>([
  ['no list', 'rtsp://a.example/'],
  ['no object', ['rtsp://a.example/']],
  ['no URL', [{}]],
  ['a number', [{ url: 5 }]],
  ['an unknown scheme', inputs('javascript:alert(1)')],
  ['a scheme without a place', inputs('rtsp://')],
  ['no scheme', inputs('a.example/1')],
  ['a space', inputs(' rtsp://a.example/')],
  ['a line break', inputs('rtsp://a.example/\n')],
  ['half a character', inputs('rtsp://a.example/\ud800')],
  ['too long a URL', inputs(`rtsp://a.example/${'x'.repeat(2048)}`)],
  ['too many', inputs(...Array.from({ length: 17 }, (_, index) => `rtsp://a.example/${index}`))],
  ['options that are a list', [{ url: video, options: [1] }]],
  ['too large options', [{ url: video, options: { comment: 'x'.repeat(16_384) } }]],
  ['too deep options', [{ url: video, options: { a: JSON.parse('['.repeat(20) + ']'.repeat(20)) } }]],
  ['NUL in options', [{ url: video, options: { comment: 'a\0b' } }]],
  ['NUL in a key', [{ url: video, options: { 'a\0b': 1 } }]],
])('inputs with %s are refused and leave nothing', async (_, value) => {
  // The border that an untyped caller crosses.
  const draft = { inputs: value } as CameraDraft;
  await expect(cameras.create(system, draft)).rejects.toMatchObject({
    code: 'camera.invalid',
    context: { field: 'inputs' },
  });
  expect(await cameras.count(system, { where: [] })).toBe(0);
});

it('inputs can be searched by the first URL', async () => {
  const made = await cameras.create(system, { inputs: inputs('publish://', video) });
  await cameras.create(system, { streamUrl: video });
  const query = { where: [{ operator: 'like', field: 'inputUrl', value: 'publish' }] } as const;
  expect((await cameras.list(system, query, { limit: 10 })).items).toEqual([made]);
});
