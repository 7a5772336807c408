import { get, type IncomingMessage } from 'node:http';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { createCamera, type Tenant } from '../../support/people.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient } from './rest-client.js';

const many = 30_000;

describe('A list of cameras in other forms', () => {
  let server: TestServer;
  let north: Tenant;
  let admin: string;
  let member: string;
  const { ask, bearer } = restClient(() => server.url);

  const fetched = async (query: string, accept: string, authorization = member): Promise<[Response, string]> => {
    const response = await fetch(`${server.url}/api/v1/cameras${query}`, { headers: { authorization, accept } });
    return [response, await response.text()];
  };
  const linesOf = (text: string): readonly Record<string, unknown>[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const rowsOf = (text: string): readonly Record<string, string>[] => parse(text, { columns: true });

  beforeAll(async () => {
    server = await openUnthrottledHouse();
    ({ north, admin, member } = await settleNorthAndSouth(server, bearer));
    const { organizationId } = north;
    await createCamera(server, {
      name: 'north/odd',
      title: '=HYPERLINK("http://evil.example","x")',
      description: 'two\nlines, "quoted"',
      source: '@source',
      organizationId,
      latitude: -1.5,
      longitude: -2.5,
    });
    await createCamera(server, { name: 'north/nowhere', organizationId, latitude: undefined, longitude: undefined });
  });
  afterAll(() => server.close());

  it('is a page of features as GeoJSON, with links to the pages beside it', async () => {
    const [response, text] = await fetched(
      '?limit=1&sort=-name&fields=name,location&total=true',
      'application/geo+json',
    );
    expect(response.headers.get('content-type')).toBe('application/geo+json');
    expect(response.headers.get('vary')).toContain('Accept');
    const page = JSON.parse(text) as {
      readonly features: readonly object[];
      readonly links: readonly { readonly rel: string; readonly href: string }[];
    };
    expect(page).toMatchObject({ type: 'FeatureCollection', total: 3, prev: null, next: expect.any(String) });
    expect(page.features).toEqual([
      {
        type: 'Feature',
        id: expect.any(Number),
        geometry: { type: 'Point', coordinates: [-2.5, -1.5] },
        properties: { name: 'north/odd' },
      },
    ]);
    expect(page.links.map(({ rel }) => rel)).toEqual(['next']);
    const path = new URL(page.links[0]?.href ?? '');
    const next = await fetched(path.search, 'application/geo+json');
    expect(JSON.parse(next[1])).toMatchObject({
      features: [{ geometry: null, properties: { name: 'north/nowhere' } }],
      links: [{ rel: 'next' }, { rel: 'prev' }],
    });
  });

  it('states the distance as a property', async () => {
    const [, text] = await fetched('?near=-1.5,-2.5&limit=1', 'application/geo+json');
    expect(JSON.parse(text)).toMatchObject({ features: [{ properties: { name: 'north/odd', distance: 0 } }] });
  });

  it('is whole as NDJSON and CSV, each camera as in the list, for whoever asks', async () => {
    for (const [authorization, query] of [
      [member, ''],
      [admin, '?sort=-name'],
      [member, '?name[like]=north/n'],
      [member, '?country=XX'],
    ] as const) {
      const list = await ask(`/api/v1/cameras${query}`, authorization);
      const [ndjson, lines] = await fetched(query, 'application/x-ndjson', authorization);
      expect(ndjson.headers.get('content-type')).toBe('application/x-ndjson');
      expect(linesOf(lines)).toEqual(list.body['items']);
      const [csv, table] = await fetched(query, 'text/csv', authorization);
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      const names = linesOf(lines).map(({ name }) => name);
      expect(rowsOf(table).map(({ name }) => name)).toEqual(names);
    }
  });

  it('is one page as NDJSON and CSV where the query names one', async () => {
    const [first, lines] = await fetched('?limit=2', 'application/x-ndjson');
    expect(linesOf(lines)).toHaveLength(2);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const [, table] = await fetched(new URL(next).search, 'text/csv');
    expect(rowsOf(table)).toHaveLength(1);
  });

  it('has no cell as CSV that a spreadsheet calculates, unless they are asked for raw', async () => {
    const [, table] = await fetched('?name=north/odd', 'text/csv');
    expect(table.split('\r\n')[0]).toContain('id,name,title,description,kind,latitude,longitude,city');
    expect(rowsOf(table)).toEqual([
      expect.objectContaining({
        title: `'=HYPERLINK("http://evil.example","x")`,
        description: 'two\nlines, "quoted"',
        source: "'@source",
        latitude: '-1.5',
        longitude: '-2.5',
        enabled: 'true',
        resolution_width: '',
      }),
    ]);
    const [, raw] = await fetched('?name=north/odd&raw=true&fields=title,source', 'text/csv');
    expect(rowsOf(raw)).toEqual([{ title: '=HYPERLINK("http://evil.example","x")', source: '@source' }]);
  });

  it('that no form of Accept fits is 406, and a bad query 400 in every form', async () => {
    for (const accept of ['text/html', 'application/json;q=0', 'image/*'])
      expect(await ask('/api/v1/cameras', member, { headers: { accept } })).toBeProblem(
        406,
        'input.not-acceptable',
        'Accept',
      );
    for (const accept of ['application/geo+json', 'application/x-ndjson', 'text/csv'])
      expect(await ask('/api/v1/cameras?contry=JP', member, { headers: { accept } })).toBeProblem(
        400,
        'input.invalid',
        'contry',
      );
    expect((await ask('/api/v1/cameras?cursor=x', member, { headers: { accept: 'text/csv' } })).status).toBe(400);
  });

  it('stops reading the database when its reader stands still or goes away, and answers others meanwhile', async () => {
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, description)
       select 'many/' || n, lpad(to_hex(n), 24, '0'), $1, 'non_ip', repeat('x', 1000) from generate_series(1, $2::int) n`,
      [north.organizationId, many],
    );
    const open = (accept: string): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        const headers = { authorization: member, accept };
        get(`${server.url}/api/v1/cameras?sort=name`, { headers }, resolve).on('error', reject);
      });
    const readers = await Promise.all([open('application/x-ndjson'), open('text/csv')]);
    for (const reader of readers) reader.pause();
    expect((await ask('/api/v1/cameras?limit=1', member)).status).toBe(200);
    for (const reader of readers) reader.destroy();
    const cursors = async (): Promise<number> => {
      const [row] = await server.dataSource.query<{ readonly n: number }[]>(
        `select count(*)::int n from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
      );
      return row?.n ?? -1;
    };
    await expect.poll(cursors, { timeout: 10_000 }).toBe(0);
    const [, whole] = await fetched('?name[like]=many/&fields=id', 'application/x-ndjson');
    expect(new Set(linesOf(whole).map(({ id }) => id)).size).toBe(many);
  });
});
