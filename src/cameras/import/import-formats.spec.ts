import { describe, expect, it } from 'vitest';
import { openImport, type ReadingOptions } from './import-rows.js';
import { ImportRefusal, type ReadRow, type RejectedRow } from './parsed-row.js';

interface Reading {
  readonly format: string;
  readonly encoding: string;
  readonly delimiter: string | undefined;
  readonly mapping: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
  readonly cameras: readonly ReadRow[];
  readonly rejected: readonly RejectedRow[];
}

async function read(content: string | Buffer, options: ReadingOptions = {}): Promise<Reading> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  };
  const opened = await openImport(pieces(), options);
  const cameras: ReadRow[] = [];
  const rejected: RejectedRow[] = [];
  for await (const row of opened.rows) {
    if ('reason' in row) rejected.push(row);
    else cameras.push(row);
  }
  return {
    format: opened.format,
    encoding: opened.encoding(),
    delimiter: opened.delimiter,
    mapping: Object.fromEntries(opened.columns.mapping),
    ignored: [...opened.columns.ignored],
    cameras,
    rejected,
  };
}

const refusal = async (content: string | Buffer, options: ReadingOptions = {}): Promise<string> => {
  try {
    await read(content, options);
    return 'taken';
  } catch (error) {
    if (error instanceof ImportRefusal) return error.message;
    throw error;
  }
};

const drafts = (reading: Reading): readonly object[] => reading.cameras.map(({ draft }) => draft);

describe('a spreadsheet', () => {
  const inventory = 'Camera Name,Latitude,Lon,RTSP URL,IP,Cable\nGate,52.37,4.89,rtsp://10.0.0.5/main,10.0.0.5,C17\n';

  it('is understood by the names that people give its columns, and says what it leaves out', async () => {
    const reading = await read(inventory);
    expect(reading.mapping).toEqual({
      'Camera Name': 'name',
      Latitude: 'latitude',
      Lon: 'longitude',
      'RTSP URL': 'stream_url',
      IP: 'ip',
    });
    expect(reading.ignored).toEqual(['Cable']);
    expect(drafts(reading)).toMatchObject([
      {
        name: 'Gate',
        title: 'Gate',
        latitude: 52.37,
        longitude: 4.89,
        streamUrl: 'rtsp://10.0.0.5/main',
        ip: '10.0.0.5',
      },
    ]);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${inventory}`, 'utf8'), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${inventory}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(inventory, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16', Buffer.from(`\ufeff${inventory}`, 'utf16le').swap16(), 'utf-16be'],
    ['big-endian UTF-16 without a mark', Buffer.from(inventory, 'utf16le').swap16(), 'utf-16be'],
  ])('is read in %s', async (_, content, encoding) => {
    const reading = await read(content);
    expect(reading.encoding).toBe(encoding);
    expect(drafts(reading)).toMatchObject([{ name: 'Gate', latitude: 52.37 }]);
  });

  it('is read in Windows-1252, wherever its first foreign letter stands', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `c${index},plain\n`).join('');
    const content = Buffer.from(
      `id;name\n${many}last;Zürich – Café\n`.replaceAll(',', ';').replace('–', '\u0096'),
      'latin1',
    );
    const reading = await read(content);
    expect(reading).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(reading.cameras.at(-1)?.draft.title).toBe('Zürich – Café');
  });

  it('is read in the encoding that is named', async () => {
    const bytes = Buffer.from([
      0x69, 0x64, 0x2c, 0x6e, 0x61, 0x6d, 0x65, 0x0a, 0x31, 0x2c, 0xcc, 0xee, 0xf1, 0xf2, 0x0a,
    ]);
    expect(drafts(await read(bytes, { encoding: 'windows-1251' }))).toMatchObject([{ title: 'Мост' }]);
    expect(await refusal(bytes, { encoding: 'klingon' })).toBe('"klingon" is no encoding');
  });

  it.each([
    ['semicolons and decimal commas', 'Name;Lat;Lng\r\nGate;52,37;4,89\r\n', ';'],
    ['tabs', 'Name\tLat\tLng\nGate\t52.37\t4.89\n', '\t'],
    ['Excel’s first line', 'sep=;\r\nName;Lat;Lng\r\nGate;52,37;4,89\r\n', ';'],
    ['Excel’s first line, of commas', 'sep=,\nName,Lat,Lng\nGate,52.37,4.89\n', ','],
    ['quoted decimal commas', 'Name,Lat,Lng\nGate,"52,37","4,89"\n', ','],
    ['CR alone', 'Name,Lat,Lng\rGate,52.37,4.89\r', ','],
  ])('is read with %s', async (_, content, delimiter) => {
    const reading = await read(content);
    expect(reading).toMatchObject({ format: 'csv', delimiter, rejected: [] });
    expect(drafts(reading)).toMatchObject([{ name: 'Gate', latitude: 52.37, longitude: 4.89 }]);
  });

  it('names the line of a bad row after Excel’s first line', async () => {
    const { rejected } = await read('sep=;\nName;Lat;Lng\nGate;north;4\n');
    expect(rejected).toEqual([{ line: 3, field: 'Lat', value: 'north', reason: 'Lat must be a number' }]);
  });

  it('takes position, size and address in one column', async () => {
    const [draft] = drafts(await read('Name,GPS,Resolution,IP\nGate,"52.37, 4.89",1920x1080,10.0.0.5:8080\n'));
    expect(draft).toMatchObject({
      latitude: 52.37,
      longitude: 4.89,
      resolutionWidth: 1920,
      resolutionHeight: 1080,
      ip: '10.0.0.5',
      port: 8080,
    });
    const [wkt] = drafts(await read('name,coordinates\na,POINT (4.89 52.37)\n'));
    expect(wkt).toMatchObject({ latitude: 52.37, longitude: 4.89 });
  });

  it('puts a login in columns of its own into the URL, where the registry seals it', async () => {
    const [draft] = drafts(await read('Name,RTSP URL,User,Password\nGate,rtsp://10.0.0.5/1,ann,p@ss\n'));
    expect(draft).toMatchObject({ streamUrl: 'rtsp://ann:p%40ss@10.0.0.5/1' });
  });

  it('does not lose a camera with a position to the text of its country', async () => {
    const reading = await read('Name,Lat,Lng,Country\nGate,52.37,4.89,Middle-earth\nAway,,,Middle-earth\n');
    expect(reading.cameras).toHaveLength(1);
    expect(reading.cameras[0]?.draft.country).toBeUndefined();
    expect(reading.cameras[0]?.warnings[0]).toMatchObject({ field: 'Country', value: 'Middle-earth' });
    expect(reading.rejected).toMatchObject([{ line: 3, field: 'Country', value: 'Middle-earth' }]);
  });

  it.each(['NL', 'nld', 'Netherlands', 'The Netherlands'])('knows the country %s', async (country) => {
    expect(drafts(await read(`name,country\na,${country}\n`))).toMatchObject([{ country: 'NL' }]);
  });

  it('says so where two columns are the same', async () => {
    const reading = await read('Name,RTSP URL,Stream URL\na,rtsp://a.example/1,rtsp://a.example/2\n');
    expect(drafts(reading)).toMatchObject([{ streamUrl: 'rtsp://a.example/1' }]);
    expect(reading.cameras[0]?.warnings[0]).toMatchObject({
      field: 'Stream URL',
      message: 'Stream URL is not taken: RTSP URL already is the stream_url',
    });
  });

  it('takes the columns that are named for it', async () => {
    const map = new Map([
      ['wo', 'city' as const],
      ['Name', undefined],
      ['nr', 'id' as const],
    ]);
    const reading = await read('Nr,Wo,Name\n7,Delft,x\n', { map });
    expect(drafts(reading)).toMatchObject([{ name: '7', city: 'Delft' }]);
    expect(reading.ignored).toEqual(['Name']);
    expect(await refusal('Nr,Wo\n', { map })).toBe('the file has no column "name"');
  });

  it.each([
    ['no known column', 'foo,bar\n1,2\n', /^the header names no known column \(foo, bar\)/],
    ['half a position', 'Name,Lat,Elevation\na,1,2\n', /^the header has a latitude and no longitude/],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), /Excel/],
    ['a web page', '<!doctype html><html></html>', /begins like XML or HTML/],
    ['an object of something else', '{"a":{"b":1},\n"c":2}', /neither cameras nor a list of them \(a, c\)/],
    ['half an object', '{"name":\n"a",', /not JSON, or ends in the middle/],
    ['YAML of something else', 'services:\n  web:\n    image: x\n', /names no cameras/],
  ])('is refused as a whole for %s', async (_, content, reason) => {
    expect(await refusal(content)).toMatch(reason);
  });

  it('shows no password in a reason', async () => {
    const { rejected } = await read('Name,Lat,Lng,Password\na,rtsp://ann:s3cret@h.example/,1,x\n');
    expect(rejected[0]).toMatchObject({ field: 'Lat' });
    expect(JSON.stringify(rejected)).not.toContain('s3cret');
  });
});

describe('JSON', () => {
  const camera = { id: 'a', name: 'A', location: { lat: 1, lng: 2 } };

  it.each([
    ['a list', JSON.stringify([camera])],
    ['a list over lines', JSON.stringify([camera], null, 2)],
    ['an object with a list', JSON.stringify({ total: 1, items: [camera], next: null })],
    ['one object over lines', JSON.stringify(camera, null, 2)],
    ['lines', `${JSON.stringify(camera)}\n`],
  ])('is read as %s', async (_, content) => {
    const reading = await read(content);
    expect(drafts(reading)).toMatchObject([{ name: 'a', title: 'A', latitude: 1, longitude: 2 }]);
  });

  it('names the item that is wrong, and the end that is missing', async () => {
    const { cameras, rejected } = await read('[{"id":"a"}, {"id":"b","lat":"x","lng":1}, {"id":"c"');
    expect(cameras.map(({ draft }) => draft.name)).toEqual(['a']);
    expect(rejected).toEqual([
      { line: 2, field: 'lat', value: 'x', reason: 'lat must be a number' },
      { line: 3, reason: 'the file ends in the middle, or a bracket is missing before' },
    ]);
  });

  it('is read as CAM2 v1 writes it', async () => {
    const v1 = [
      {
        pk: 3,
        camera_id: 17,
        city: 'Delft',
        country: 'NL',
        retrieval_model: { url: 'http://a.example/1.jpg' },
        lat: 52,
        lng: 4.3,
        camera_type: 'Non_IP',
        framerate: 0.5,
        resolution_w: 640,
      },
      { pk: 4, camera_id: 18, retrieval_model: { ip: '192.0.2.1', port: 81 }, lat: 52, lng: 4.3 },
    ];
    const reading = await read(JSON.stringify(v1));
    expect(reading).toMatchObject({ format: 'cam2-v1', rejected: [], ignored: ['pk', 'camera_type'] });
    expect(drafts(reading)).toMatchObject([
      { name: 'cam2-17', cameraId: 17, snapshotUrl: 'http://a.example/1.jpg', frameRate: 0.5, resolutionWidth: 640 },
      { name: 'cam2-18', cameraId: 18, ip: '192.0.2.1', port: 81 },
    ]);
  });
});

describe('GeoJSON of whatever name', () => {
  const point = { type: 'Feature', id: 'a', geometry: { type: 'Point', coordinates: [4.89, 52.37] }, properties: {} };
  const collection = { type: 'FeatureCollection', name: 'cameras', features: [point] };

  it('with a name is a collection, not a camera', async () => {
    for (const text of [JSON.stringify(collection), JSON.stringify(collection, null, 2)]) {
      const reading = await read(text);
      expect(reading.format).toBe('geojson');
      expect(drafts(reading)).toMatchObject([{ name: 'a', latitude: 52.37, longitude: 4.89 }]);
    }
  });

  it('makes a camera of each point of a MultiPoint', async () => {
    const geometry = {
      type: 'MultiPoint',
      coordinates: [
        [4, 52],
        [5, 53],
      ],
    };
    const reading = await read(JSON.stringify({ ...collection, features: [{ ...point, geometry }] }));
    expect(drafts(reading)).toMatchObject([
      { name: 'a-1', latitude: 52, longitude: 4 },
      { name: 'a-2', latitude: 53, longitude: 5 },
    ]);
  });

  it.each(['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4326'])(
    'is taken in %s',
    async (name) => {
      const crs = { type: 'name', properties: { name } };
      expect((await read(JSON.stringify({ ...collection, crs }))).cameras).toHaveLength(1);
    },
  );

  it.each(['EPSG:3857', 'urn:ogc:def:crs:EPSG::25832'])(
    'is refused in %s, also where that stands last',
    async (name) => {
      const crs = { type: 'name', properties: { name } };
      const { type, features } = collection;
      expect(await refusal(JSON.stringify({ type, crs, features }))).toContain(name);
      expect(await refusal(JSON.stringify({ type, features, crs }))).toContain(name);
    },
  );
});
