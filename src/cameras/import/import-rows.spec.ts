import { describe, expect, it } from 'vitest';
import type { ImportFormat } from './file-format.js';
import { openImport } from './import-rows.js';
import { ImportRefusal, type ImportRow } from './parsed-row.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Cut into pieces of one size, because a chunk may end anywhere, even inside a character. */
async function read(format: ImportFormat, content: string | Buffer, pieceSize = 7): Promise<ImportRow[]> {
  const whole = typeof content === 'string' ? bytes(content) : content;
  const pieces = async function* () {
    for (let at = 0; at < whole.length; at += pieceSize) yield whole.subarray(at, at + pieceSize);
  };
  const rows: ImportRow[] = [];
  try {
    const opened = await openImport(pieces(), { format });
    for await (const row of opened.rows) rows.push(row);
  } catch (error) {
    // A file as a whole is refused; here beside the rows.
    if (!(error instanceof ImportRefusal)) throw error;
    rows.push({ line: error.line, reason: error.message });
  }
  return rows;
}

/** Line and name, or line and reason. */
async function outcome(format: ImportFormat, content: string | Buffer, pieceSize = 7): Promise<string[]> {
  const rows = await read(format, content, pieceSize);
  return rows.map((row) => `${row.line} ${'reason' in row ? `! ${row.reason}` : row.draft.name}`);
}

const publicRow = {
  id: 'osm-n1',
  source: 'openstreetmap',
  source_url: 'https://example.org/1',
  external_id: 17,
  name: 'Jablonné – náměstí',
  description: null,
  snapshot_url: 'https://example.org/1.jpg ',
  stream_url: null,
  page_url: null,
  stream_protocol: 'http-image',
  is_video: false,
  lat: 50.822451,
  lng: 14.726857,
  city: 'Jablonné v Podještědí',
  state: null,
  country: 'Czech Republic',
  timezone: 'Europe/Prague',
  direction: 180,
  resolution_w: 320,
  resolution_h: 240,
  update_interval_s: 60,
  observed_at: '2022-09-05',
  geo_from: 'elsewhere',
  license: 'ODbL-1.0',
  attribution: '© somebody',
};

describe('reading a camera', () => {
  it('takes the field names of public camera lists: id is the key, name the title', async () => {
    const [row] = await read('ndjson', JSON.stringify(publicRow));
    expect(row).toMatchObject({
      line: 1,
      complete: false,
      warnings: [],
      draft: {
        name: 'osm-n1',
        title: 'Jablonné – náměstí',
        protocol: 'http-image',
        source: 'openstreetmap',
        sourceUrl: 'https://example.org/1',
        externalId: '17',
        description: null,
        snapshotUrl: 'https://example.org/1.jpg',
        streamUrl: null,
        pageUrl: null,
        isVideo: false,
        latitude: 50.822451,
        longitude: 14.726857,
        city: 'Jablonné v Podještědí',
        state: null,
        country: 'CZ',
        timezone: 'Europe/Prague',
        direction: '180',
        azimuth: 180,
        resolutionWidth: 320,
        resolutionHeight: 240,
        frameRate: 1 / 60,
        observedAt: '2022-09-05',
        license: 'ODbL-1.0',
        attribution: '© somebody',
      },
    });
  });

  it('takes a REST object, with position and resolution as objects and a numeric id that means nothing here', async () => {
    const rest = {
      id: 12,
      name: 'demo/one',
      title: 'One',
      kind: 'stream',
      location: { latitude: 1, longitude: 2 },
      resolution: { width: 640, height: 480 },
      frame_rate: 25,
      enabled: false,
      version: 3,
    };
    const [row] = await read('ndjson', JSON.stringify(rest));
    expect(row).toMatchObject({
      complete: true,
      draft: { name: 'demo/one', title: 'One', kind: 'stream', latitude: 1, longitude: 2, resolutionWidth: 640 },
    });
  });

  it.each<[object, object]>([
    [
      { azimuth: 45, fov: 90, range: 50 },
      { azimuth: 45, viewAngle: 90, viewRangeMetres: 50 },
    ],
    [
      { 'Azimuth Deg': '-90', 'Angle of View': '62,5°', 'View Distance': '1.5 km' },
      { azimuth: 270, viewAngle: 62.5, viewRangeMetres: 1500 },
    ],
    [
      { Azimut: 'north-west', HFOV: '110 deg', Reichweite: '80 m' },
      { azimuth: 315, viewAngle: 110, viewRangeMetres: 80 },
    ],
    [{ heading: 'NNE' }, { direction: 'NNE', azimuth: 22.5 }],
    [{ bearing: '360' }, { direction: '360', azimuth: 0 }],
    [{ direction: 'southbound' }, { direction: 'southbound', azimuth: 180 }],
    [{ direction: '45-90' }, { direction: '45-90', azimuth: undefined }],
    [{ direction: 'the square' }, { direction: 'the square', azimuth: undefined }],
    [
      { direction: 'N', azimuth: null },
      { direction: 'N', azimuth: null },
    ],
    [{ direction: null }, { direction: null, azimuth: undefined }],
    [{ azimuth: 'left' }, { reason: 'azimuth must be degrees from north or a compass point' }],
    [{ range: 'far' }, { reason: 'range must be a number' }],
  ])('reads where a camera looks from %j', async (fields, expected) => {
    const [row] = await read('ndjson', JSON.stringify({ id: 'a', ...fields }));
    const taken = row && 'draft' in row ? { azimuth: undefined, ...row.draft } : { reason: row?.reason };
    expect(taken).toMatchObject(expected);
  });

  it.each([
    [{ stream_url: 'https://x/y.m3u8', stream_protocol: 'hls' }, 'stream'],
    [{ stream_url: 'https://x/y.mp4', stream_protocol: 'mp4-clip' }, undefined],
    [{ ip: '192.0.2.1' }, 'ip'],
    [{}, undefined],
    [{ kind: 'non_ip', stream_url: 'https://x/y.m3u8', stream_protocol: 'hls' }, 'non_ip'],
  ])('finds the kind of %j', async (fields, kind) => {
    const [row] = await read('ndjson', JSON.stringify({ id: 'a', ...fields }));
    expect(row && 'draft' in row ? row.draft.kind : 'rejected').toBe(kind);
  });

  it.each([
    ['otc/03006~a.b_c-d', /^otc\/03006~a\.b_c-d$/],
    ['-', /^-$/],
    ['y'.repeat(255), /^y{255}$/],
    ['a/../b', /^a\/b-[0-9a-f]{8}$/],
    ['Main St. & 3rd (north)', /^Main-St.-3rd-north--[0-9a-f]{8}$/],
    ['Île-de-France', /^Ile-de-France-[0-9a-f]{8}$/],
    ['城', /^camera-[0-9a-f]{8}$/],
    ['../../etc/passwd', /^etc\/passwd-[0-9a-f]{8}$/],
    ['&', /^camera-[0-9a-f]{8}$/],
    ['x'.repeat(300), /^x{246}-[0-9a-f]{8}$/],
  ])('makes a name of %s, and keeps the original as the title', async (title, name) => {
    const [row] = await read('ndjson', JSON.stringify({ name: title }));
    expect(row).toMatchObject({ draft: { name: expect.stringMatching(name), title } });
  });

  it('never makes one camera of two keys', async () => {
    const rows = await outcome('ndjson', '{"id":"a b"}\n{"id":"a-b"}\n{"id":"a:b"}\n{"id":"a  b"}');
    expect(new Set(rows.map((row) => row.slice(2))).size).toBe(4);
  });

  it('derives the same name again where none is given', async () => {
    const one = { snapshot_url: 'https://example.org/a.jpg' };
    const [first, second] = await read('ndjson', `${JSON.stringify(one)}\n${JSON.stringify(one)}`);
    expect(first).toMatchObject({ draft: { name: expect.stringMatching(/^import-[0-9a-f]{16}$/) } });
    expect(second).toMatchObject({ draft: first && 'draft' in first ? { name: first.draft.name } : {} });
  });

  it.each([
    ['{"id":"a","lat":"north","lng":1}', 'lat must be a number'],
    ['{"id":"a","lat":91,"lng":1}', 'latitude must be from -90 to 90'],
    ['{"id":"a","lat":1,"lng":-180.5}', 'longitude must be from -180 to 180'],
    ['{"id":"a","lat":1}', 'latitude and longitude belong together'],
    ['{"id":"a","lat":[1],"lng":1}', 'lat must be a single value'],
    ['{"id":"a","country":"Atlantis"}', 'country must be an ISO 3166-1 code or an English country name'],
    ['{"id":"a","is_video":"maybe"}', 'is_video must be true or false'],
    ['{"id":"a","title":true}', 'title must be a text'],
    ['{"id":"a","resolution_w":1.5}', 'resolution_w must be a whole number'],
    ['{"id":"a","update_interval_s":0}', 'update_interval_s must be above 0'],
    ['{"id":"a","observed_at":"2023-02-30"}', 'observed_at must be a date (YYYY-MM-DD)'],
    ['{"id":"a","kind":"drone"}', 'kind must be one of ip, non_ip, stream'],
    ['{"id":"a","title":"\\u0000"}', 'title holds a NUL character'],
    ['{"id":"a","title":"\\ud800"}', 'title holds half a character (a lone surrogate)'],
    ['{}', 'an id or a name is needed'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['"a"', 'not a JSON object'],
    ['{"id":', 'not JSON'],
  ])('refuses %s', async (text, reason) => {
    expect(await outcome('ndjson', `${text}\n{"id":"next"}`)).toEqual([`1 ! ${reason}`, '2 next']);
  });

  it('does not take a prototype for a field', async () => {
    const [row] = await read('ndjson', '{"id":"a","__proto__":{"city":"Nowhere"},"constructor":1}');
    expect(row).toMatchObject({ draft: { name: 'a' } });
    expect(row && 'draft' in row ? row.draft.city : 'none').toBeUndefined();
  });
});

describe('NDJSON', () => {
  it('passes over a byte order mark, CRLF, empty lines and a missing last line end', async () => {
    expect(await outcome('ndjson', '\ufeff{"id":"a"}\r\n\r\n  \n{"id":"b"}')).toEqual(['1 a', '4 b']);
  });

  it('reads a character that two chunks share', async () => {
    for (const size of [1, 2, 3, 1000]) {
      const rows = await read('ndjson', '{"id":"a","name":"Ōsaka 城"}\n', size);
      expect(rows).toMatchObject([{ draft: { title: 'Ōsaka 城' } }]);
    }
  });

  it('rejects bytes that are not UTF-8, NUL and over-long lines, each alone', async () => {
    const content = Buffer.concat([
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      bytes('{"id":"\0","name":"Ōsaka 城"}\n'),
      bytes(`{"id":"${'x'.repeat(1024 * 1024)}"}\n`),
      bytes('{"id":"last"}\n'),
    ]);
    expect(await outcome('ndjson', content, 65_536)).toEqual([
      '1 ! not UTF-8',
      '2 ! holds a NUL byte',
      '3 ! longer than 1 MiB',
      '4 last',
    ]);
  });

  it('holds one line at most of a file without line ends', async () => {
    let given = 0;
    const endless = async function* () {
      for (; given < 400; given += 1) yield Buffer.alloc(1024 * 1024, 0x61);
    };
    const before = process.memoryUsage().rss;
    const rows: ImportRow[] = [];
    const opened = await openImport(endless(), { format: 'ndjson' });
    for await (const row of opened.rows) rows.push(row);
    expect(rows).toEqual([{ line: 1, reason: 'longer than 1 MiB' }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('reads nothing from an empty file', async () => {
    expect(await read('ndjson', '')).toEqual([]);
  });
});

describe('CSV', () => {
  it('reads cells in quotes that hold commas, quotes and line ends, and names the line where the record begins', async () => {
    const csv = 'id,name,lat,lng\r\na,"Main ""St"", 3",1,2\r\nb,"two\r\nlines",3,4\r\nc,,,\r\n';
    const rows = await read('csv', csv);
    expect(rows).toMatchObject([
      { line: 2, draft: { name: 'a', title: 'Main "St", 3', latitude: 1, longitude: 2 } },
      { line: 3, draft: { name: 'b', title: 'two\r\nlines' } },
      { line: 5, draft: { name: 'c', title: null, latitude: null } },
    ]);
  });

  it('takes the header in any case, in any order, with a byte order mark, and passes over unknown columns', async () => {
    expect(await outcome('csv', '\ufeffWho,ID\nx,a\n')).toEqual(['2 a']);
  });

  it('rejects a record with too many or too few cells', async () => {
    expect(await outcome('csv', 'id,name\na\nb,c,d\ne,f\n')).toEqual([
      '2 ! has 1 columns, the header has 2',
      '3 ! has 3 columns, the header has 2',
      '4 e',
    ]);
  });

  it('loses one line, not the rest, to a quote that nobody closes', async () => {
    expect(await outcome('csv', 'id,name\na,"open\nb,c\nd,"e"\nf,g\n')).toEqual([
      '2 ! a quote is not closed',
      '3 b',
      '4 d',
      '5 f',
    ]);
  });

  it('looks at each line a few times at most behind a quote that nobody closes', async () => {
    // A million lines: looked at again with every one that follows, they would take hours.
    const csv = `id,name\na,"open\n${'\n'.repeat(1_000_000)}b,c\n`;
    expect(await outcome('csv', csv, 65_536)).toEqual(['2 ! a quote is not closed', '1000003 b']);
  }, 60_000);

  it('rejects a quote in the middle of a cell', async () => {
    expect(await outcome('csv', 'id,name\na,5" pipe "x"\nb,c "d" e\nf,g\n')).toEqual([
      '2 ! a quote is not closed',
      '3 ! quotes in a cell must be doubled, and the cell quoted',
      '4 f',
    ]);
  });

  it('says what is wrong with a header and stops there', async () => {
    expect(await outcome('csv', 'foo,bar\n1,2\n')).toEqual([
      '1 ! the header names no known column (foo, bar); --map "COLUMN=field" says what one is',
    ]);
    expect(await outcome('csv', 'id,lat,lat\na,1,2\n')).toEqual(['1 ! the header names lat twice']);
  });

  it('rejects bytes that are not UTF-8 and reads on', async () => {
    const content = Buffer.concat([bytes('id,name\n'), Buffer.from([0x61, 0x2c, 0xe9, 0x0a]), bytes('b,城城\n')]);
    expect(await outcome('csv', content)).toEqual(['2 ! not UTF-8', '3 b']);
  });
});

describe('GeoJSON', () => {
  const feature = (id: string, coordinates: unknown = [14.7, 50.8]) => ({
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates },
    properties: { city: `"{[,]}\\ ${id}` },
  });

  it.each([1, 5, 100_000])(
    'reads a collection in pieces of %d bytes, whatever stands beside the features',
    async (size) => {
      const collection = {
        type: 'FeatureCollection',
        crs: { features: [1] },
        name: '"features": [',
        features: [feature('a'), feature('b')],
        foreign: [{ features: [] }],
      };
      for (const text of [JSON.stringify(collection), JSON.stringify(collection, null, 2)]) {
        expect(await read('geojson', text, size)).toMatchObject([
          { line: 1, draft: { name: 'a', latitude: 50.8, longitude: 14.7, city: '"{[,]}\\ a' } },
          { line: 2, draft: { name: 'b' } },
        ]);
      }
    },
  );

  it('reads one feature a line, and RFC 8142 sequences', async () => {
    const lines = ['a', 'b'].map((id) => JSON.stringify(feature(id)));
    expect(await outcome('geojson', lines.join('\n'))).toEqual(['1 a', '2 b']);
    expect(await outcome('geojson', lines.map((line) => `\u001e${line}\n`).join(''))).toEqual(['1 a', '2 b']);
    expect(await outcome('geojson', `${lines[0]}\n{"type":\n${lines[1]}`)).toEqual(['1 a', '2 ! not JSON', '3 b']);
  });

  it('rejects features that are none, each alone', async () => {
    const features = [
      'null',
      '{"type":"Point"}',
      JSON.stringify({ ...feature('c'), geometry: { type: 'LineString', coordinates: [] } }),
      JSON.stringify(feature('d', ['1', '2'])),
      JSON.stringify({ ...feature('e'), properties: [] }),
      '{"type":"Feature" "id":1}',
      JSON.stringify({ ...feature('g'), geometry: null }),
    ];
    expect(await outcome('geojson', `{"type":"FeatureCollection","features":[${features.join(',')}]}`)).toEqual([
      '1 ! not a JSON object',
      '2 ! not a GeoJSON Feature',
      '3 ! the geometry must be a Point or a MultiPoint',
      '4 ! the coordinates must be [longitude, latitude]',
      '5 ! properties must be an object',
      '6 ! not JSON',
      '7 g',
    ]);
  });

  it('reads an empty collection, and says so of a file that is none or is cut off', async () => {
    expect(await outcome('geojson', '{"type":"FeatureCollection","features":[ ]}')).toEqual([]);
    expect(await outcome('geojson', '{"type":"Topology"}')).toEqual(['1 ! holds no GeoJSON features']);
    const whole = JSON.stringify({ type: 'FeatureCollection', features: [feature('a'), feature('b')] });
    expect(await outcome('geojson', whole.slice(0, -20))).toEqual([
      '1 a',
      '2 ! the file ends in the middle, or a bracket is missing before',
    ]);
  });
});
