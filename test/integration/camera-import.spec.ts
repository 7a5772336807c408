import { OrganizationsService } from '#access';
import { guest, system, type Caller } from '#auth';
import {
  type CameraDraft,
  CameraExportService,
  CameraImportService,
  CamerasService,
  type ExportFormat,
  type ImportFormat,
  type ImportOutcome,
} from '#cameras';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../support/core.js';
import { oneStory } from '../support/story.js';

oneStory();

let core: Awaited<ReturnType<typeof openCore>>;
const importer = (): CameraImportService => core.app.get(CameraImportService);
const cameras = (): CamerasService => core.app.get(CamerasService);

beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

async function take(
  text: string,
  options: { format?: ImportFormat; dryRun?: boolean; organizationId?: number } = {},
): Promise<ImportOutcome> {
  return importer().run(system, pieces(text), { format: 'ndjson', ...options });
}

async function exported(
  format: ExportFormat,
  countries: readonly string[] = [],
  caller: Caller = system,
): Promise<string> {
  let text = '';
  for await (const piece of core.app.get(CameraExportService).run(caller, { format, countries })) text += piece;
  return text;
}

const line = (fields: Record<string, unknown>): string => `${JSON.stringify(fields)}\n`;
const dam = { id: 'imp/dam', name: 'Dam', lat: 52.373, lng: 4.893, snapshot_url: 'https://cams.example/dam.jpg' };

describe('an import', () => {
  it('creates, leaves alone what is the same, and changes what is not', async () => {
    const first = await take(line(dam) + line({ ...dam, id: 'imp/dam-2', snapshot_url: 'https://cams.example/2.jpg' }));
    expect(first).toMatchObject({ created: 2, updated: 0, unchanged: 0, rejected: [], rejectedCount: 0 });
    const second = await take(
      line(dam) + line({ ...dam, id: 'imp/dam-2', snapshot_url: 'https://cams.example/3.jpg' }),
    );
    expect(second).toMatchObject({ created: 0, updated: 1, unchanged: 1, rejected: [] });
    expect(await cameras().get(system, { name: 'imp/dam' })).toMatchObject({
      version: 1,
      title: 'Dam',
      kind: 'non_ip',
    });
  });

  it('fills in country, city, state and time zone where a row does not have them', async () => {
    await take(
      line({ id: 'imp/bare', lat: 35.68, lng: 139.76 }) +
        line({ id: 'imp/said', lat: 35.68, lng: 139.76, city: 'Edo' }),
    );
    expect(await cameras().get(system, { name: 'imp/bare' })).toMatchObject({
      country: 'JP',
      city: 'Tokyo',
      timezone: 'Asia/Tokyo',
    });
    expect(await cameras().get(system, { name: 'imp/said' })).toMatchObject({ country: 'JP', city: 'Edo' });
  });

  it('reports each bad row with its line and takes the others', async () => {
    const text =
      line({ id: 'imp/good-1' }) +
      'nonsense\n' +
      line({ id: 'imp/bad-url', snapshot_url: 'javascript:alert(1)' }) +
      line({ id: 'imp/bad-zone', timezone: 'Mars/Olympus' }) +
      line({ id: 'imp/good-1', title: 'again' }) +
      line({ id: 'imp/good-2' });
    const outcome = await take(text);
    expect(outcome).toMatchObject({ created: 2, rejectedCount: 4 });
    expect(outcome.rejected.map((row) => `${row.line} ${row.reason}`)).toEqual([
      '2 not JSON',
      expect.stringMatching(/^3 snapshot_url: a URL/),
      expect.stringMatching(/^4 timezone/),
      '5 line 1 has the same name',
    ]);
  });

  it('reports two lines of one name in different batches', async () => {
    const many = Array.from({ length: 501 }, (_, index) => line({ id: `imp/batch-${index}` })).join('');
    const outcome = await take(many + line({ id: 'imp/batch-0', title: 'other' }));
    expect(outcome).toMatchObject({ created: 501, rejected: [{ line: 502, reason: 'line 1 has the same name' }] });
    expect(await take(many)).toMatchObject({ created: 0, updated: 0, unchanged: 501 });
  });

  it('lists ten thousand rejected rows and counts the rest', async () => {
    const outcome = await take('x\n'.repeat(10_050));
    expect(outcome.rejectedCount).toBe(10_050);
    expect(outcome.rejected).toHaveLength(10_000);
  });

  it('changes nothing in a dry run', async () => {
    const text = line({ id: 'imp/tried' }) + line({ ...dam, city: 'Elsewhere' }) + 'x\n';
    expect(await take(text, { dryRun: true })).toMatchObject({ created: 1, updated: 1, rejectedCount: 1 });
    expect(await cameras().find(system, { name: 'imp/tried' })).toBeUndefined();
    expect((await cameras().get(system, { name: 'imp/dam' })).city).not.toBe('Elsewhere');
  });

  it('reports what is wrong with inputs and media', async () => {
    const rows: readonly Record<string, unknown>[] = [
      { inputs: 'rtsp://a.example/' },
      { inputs: '["rtsp://a.example/"]' },
      { inputs: [{ url: 'nowhere' }] },
      { media: 'static' },
      { media: { statik: true } },
      { media: '{"dvr":{"expirationSeconds":"5"}}' },
      { inputs: '', media: ' ' },
      { inputs: null, media: null },
    ];
    const outcome = await take(rows.map((row, index) => line({ id: `imp/wrong-${index}`, ...row })).join(''));
    expect(outcome.rejected.map((row) => `${row.line} ${row.reason}`)).toEqual([
      '1 inputs must be JSON',
      '2 inputs: each has a URL',
      expect.stringMatching(/^3 inputs: a URL/),
      '4 media must be JSON',
      '5 media: no part of it is named so',
      expect.stringMatching(/^6 media\.dvr\.expirationSeconds: a whole number/),
    ]);
    expect(outcome.created).toBe(2);
  });

  it('goes to a private organization where none is named, and leaves cameras where they are', async () => {
    const organizations = core.app.get(OrganizationsService);
    const { id } = await organizations.createWithoutOwner({ title: 'Harbour', isPublic: true });
    await take(line({ id: 'imp/harbour' }), { organizationId: id });
    const outcome = await take(line({ id: 'imp/harbour', title: 'Quay' }) + line({ id: 'imp/private' }));
    expect(outcome).toMatchObject({
      created: 1,
      updated: 1,
      organization: { title: 'Main', isPublic: false },
      rejected: [],
    });
    expect(await cameras().get(system, { name: 'imp/harbour' })).toMatchObject({ organizationId: id, title: 'Quay' });
    expect(await cameras().find(guest, { name: 'imp/private' })).toBeUndefined();
    const named = await take(line({ id: 'imp/private' }), { organizationId: id });
    expect(named.rejected).toMatchObject([{ line: 1, field: 'id', value: 'imp/private' }]);
  });

  it('makes that organization once, however many begin at once, and not in a trial', async () => {
    const other = await openCore();
    try {
      const run = (dryRun: boolean, index: number): Promise<ImportOutcome> =>
        other.app.get(CameraImportService).run(system, pieces(line({ id: `imp/race-${index}` })), { dryRun });
      expect(await run(true, 0)).toMatchObject({ created: 1, organization: undefined });
      expect(await other.app.get(OrganizationsService).findPrivateDefault()).toBeUndefined();
      const outcomes = await Promise.all([1, 2, 3, 4].map((index) => run(false, index)));
      expect(new Set(outcomes.map(({ organization }) => organization?.id)).size).toBe(1);
    } finally {
      await other.close();
    }
  });

  it('writes nothing of GeoJSON in another reference system, although that is stated last', async () => {
    const feature = {
      type: 'Feature',
      id: 'imp/rd',
      geometry: { type: 'Point', coordinates: [4, 52] },
      properties: {},
    };
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4289' } };
    const text = JSON.stringify({ type: 'FeatureCollection', features: [feature], crs });
    const outcome = await importer().run(system, pieces(text));
    expect(outcome).toMatchObject({ created: 0, rejectedCount: 1, refused: expect.stringContaining('EPSG::4289') });
    expect(await cameras().find(system, { name: 'imp/rd' })).toBeUndefined();
  });

  it('of CAM2 v1’s list finds the cameras that have its numbers', async () => {
    await take(line({ id: 'imp/v1', camera_id: 4711, snapshot_url: 'https://cams.example/v1.jpg', lat: 52, lng: 4 }));
    const v1 = { camera_id: 4711, lat: 52, lng: 4, retrieval_model: { url: 'https://cams.example/v1.jpg' } };
    const outcome = await importer().run(system, pieces(JSON.stringify([v1, { ...v1, camera_id: 4712 }])));
    expect(outcome).toMatchObject({ format: 'cam2-v1', created: 1, unchanged: 1, rejected: [] });
    expect(await cameras().get(system, { cameraId: 4712 })).toMatchObject({ name: 'cam2-4712' });
  });

  it('names line, field, value and rule, and never a password', async () => {
    const outcome = await importer().run(
      system,
      pieces('Name,RTSP URL\na,rtsp://ann:s3cret@h.example/1\nb,file://ann:s3cret@h.example/1\n'),
    );
    expect(outcome).toMatchObject({ created: 1, rejectedCount: 1 });
    expect(outcome.rejected[0]).toMatchObject({ line: 3, field: 'RTSP URL' });
    expect(outcome.rejected[0]?.reason).toMatch(/^RTSP URL: a URL/);
    expect(outcome.rejected[0]?.value).toContain('***');
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
  });

  it('rejects a missing organization, before it reads a row', async () => {
    await expect(take(line(dam), { organizationId: 999_999 })).rejects.toMatchObject({
      code: 'organization.not-found',
    });
  });

  it('splits a password off a URL, and taking the file again changes nothing', async () => {
    const row = line({ id: 'imp/sealed', snapshot_url: 'https://joe:s3cret@cams.example/s.jpg' });
    await take(row);
    expect(await cameras().get(system, { name: 'imp/sealed' })).toMatchObject({ hasCredentials: true });
    expect(await take(row)).toMatchObject({ unchanged: 1 });
    expect(await exported('ndjson')).not.toContain('s3cret');
  });
});

describe('an export', () => {
  it.each(['ndjson', 'csv', 'geojson'] as const)('as %s comes back without a change', async (format) => {
    await take(
      line({
        id: `imp/odd-${format}`,
        name: '=HYPERLINK("x"), “quotes”\r\nand\nlines ',
        lat: -16.7915,
        lng: 180,
        update_interval_s: 7,
        resolution_w: 640,
        resolution_h: 480,
        is_video: false,
        outdoors: true,
        observed_at: '2024-02-29',
        camera_id: format.length,
        stream_url: 'rtsp://cams.example/1',
        stream_protocol: 'rtsp',
      }) + line({ id: `imp/empty-${format}` }),
    );
    const text = await exported(format);
    const total = await cameras().count(system, { where: [] });
    expect(total).toBeGreaterThan(500);
    expect(await take(text, { format })).toMatchObject({ created: 0, updated: 0, unchanged: total, rejected: [] });
    expect(await take(text, { format })).toMatchObject({ unchanged: total });
  });

  it.each(['ndjson', 'csv', 'geojson'] as const)(
    'as %s carries inputs and media to another installation',
    async (format) => {
      const media = {
        dvr: { expirationSeconds: 5 },
        vision: { alg: 'a,"b"' },
        onvif: { ptz: true },
        postalAddress: 'é\n"',
      };
      const drafts: readonly CameraDraft[] = [
        {
          inputs: [
            { url: 'rtsp-udp://ann:secret@a.example/1', options: { comment: 'a,b' } },
            { url: 'rtsp://b.example' },
          ],
        },
        { inputs: [{ url: 'publish://' }], snapshotUrl: 'http://a.example/1.jpg' },
        { ip: '192.0.2.1', port: 81, inputs: [{ url: 'http://192.0.2.1:81/', options: { priority: 1 } }] },
        {
          ip: '192.0.2.1',
          streamUrl: 'rtsp://b.example/',
          inputs: [{ url: 'rtsp://b.example/' }, { url: 'rtsp://c.example/' }],
        },
        { snapshotUrl: 'http://a.example/?odd', inputs: [{ url: 'http://a.example/?odd', options: { priority: 1 } }] },
        { kind: 'non_ip', snapshotUrl: 'http://a.example/?odd' },
        { ip: '192.0.2.1' },
        { media: { ...media, agent: { id: 'a', key: 'secret' }, streamerHostname: 'here' } },
      ];
      const made = [];
      for (const [index, draft] of drafts.entries())
        made.push(await cameras().create(system, { media, name: `inputs-${format}/${index}`, ...draft }));
      const text = await exported(format);
      expect(text).not.toContain('secret');
      const other = await openCore();
      try {
        const outcome = await other.app.get(CameraImportService).run(system, pieces(text), { format });
        expect(outcome).toMatchObject({ updated: 0, rejected: [] });
        for (const { name, kind, ip, port, streamUrl, snapshotUrl, inputs, media: kept } of made) {
          const { agent: _agent, streamerHostname: _here, ...carried } = kept;
          const expected = { kind, ip, port, streamUrl, snapshotUrl, inputs, media: carried };
          expect(await other.app.get(CamerasService).get(system, { name })).toMatchObject(expected);
        }
        expect(await other.app.get(CameraImportService).run(system, pieces(text), { format })).toMatchObject({
          updated: 0,
          created: 0,
        });
      } finally {
        await other.close();
      }
      expect(await take(text, { format })).toMatchObject({ created: 0, updated: 0, rejected: [] });
    },
  );

  it('of some countries has no other', async () => {
    const rows = (await exported('ndjson', ['JP', 'NL'])).trim().split('\n');
    const countries = rows.map((row) => (JSON.parse(row) as { country: string }).country);
    expect(new Set(countries)).toEqual(new Set(['JP', 'NL']));
  });

  it('has only what its caller may see', async () => {
    const { id: organizationId } = await core.app
      .get(OrganizationsService)
      .createWithoutOwner({ title: 'Closed', isPublic: false });
    await take(line({ id: 'imp/hidden' }), { organizationId });
    expect(await exported('ndjson')).toContain('"imp/hidden"');
    expect(await exported('ndjson', [], guest)).not.toContain('"imp/hidden"');
  });

  it('of nothing is still a file', async () => {
    expect(await exported('ndjson', ['AQ'])).toBe('');
    expect(JSON.parse(await exported('geojson', ['AQ']))).toEqual({ type: 'FeatureCollection', features: [] });
    expect(await exported('csv', ['AQ'])).toMatch(/^name,title,/);
  });
});
