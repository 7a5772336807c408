import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { createCamera } from '../../support/people.js';
import { type NorthAndSouth, openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { namesOf, restClient, type Said } from './rest-client.js';

describe('Free text', () => {
  let server: TestServer;
  let house: NorthAndSouth;
  const { ask, bearer, send } = restClient(() => server.url);
  const find = (text: string, more = '', authorization = house.member): Promise<Said> =>
    ask(`/api/v1/cameras?q=${encodeURIComponent(text)}${more}`, authorization);

  beforeAll(async () => {
    server = await openUnthrottledHouse();
    house = await settleNorthAndSouth(server, bearer);
    const { organizationId } = house.north;
    const texts: readonly (readonly [string, string, string])[] = [
      ['quay/one', 'Harbour', 'The old quay.'],
      ['quay/two', 'Harbour bridge', 'Looking north, with Zürich in the distance.'],
      ['quay/three', 'Old bridge', 'Seen from the harbour.'],
      ['square/4', 'Náměstí Míru', 'Blue tram.'],
      ['lighthouse', 'Маяк Зелёный', 'Ночью.'],
      ['v1/cam-17', 'Gate 17', 'A-B/C: O’Neill’s_yard'],
    ];
    for (const [name, title, description] of texts)
      await createCamera(server, { name, title, description, organizationId });
    await createCamera(server, { name: 'secret', title: 'Harbour secret', organizationId: house.south.organizationId });
  });
  afterAll(() => server.close());

  it.each<[string, readonly string[]]>([
    ['harbour', ['quay/one', 'quay/two', 'quay/three']],
    ['HARBOUR Bridge', ['quay/two', 'quay/three']],
    ['bridge harb', ['quay/two', 'quay/three']],
    ['harbour bri', ['quay/two', 'quay/three']],
    ['bri harbour', ['quay/one', 'quay/two', 'quay/three']],
    ['arbou', ['quay/two', 'quay/one', 'quay/three']],
    ['zurich', ['quay/two']],
    ['ZÜRI', ['quay/two']],
    ['namesti miru', ['square/4']],
    ['зелёный', ['lighthouse']],
    ['ЗЕЛЕНЫЙ маяк', ['lighthouse']],
    ['cam 17', ['v1/cam-17']],
    ['v1/cam-17', ['v1/cam-17']],
    ['17', ['v1/cam-17']],
    ['neill yard', ['v1/cam-17']],
    ['harbour & !bridge | (quay:*)', ['quay/two', 'quay/three']],
    ['***', []],
  ])('%s finds the cameras with these words, the best first', async (text, names) => {
    const said = await find(text);
    expect(said.status).toBe(200);
    expect(namesOf(said).toSorted()).toEqual([...names].toSorted());
  });

  it('ranks a title that is the text above one that begins with it, and that above a description', async () => {
    expect(namesOf(await find('harbour'))).toEqual(['quay/one', 'quay/two', 'quay/three']);
    expect(namesOf(await find('harbour', '&sort=relevance'))).toEqual(['quay/one', 'quay/two', 'quay/three']);
    expect(namesOf(await find('harbour', '&sort=name'))).toEqual(['quay/one', 'quay/three', 'quay/two']);
    expect(await find('harbour', '&sort=relevance,name')).toBeProblem(400, 'input.invalid', 'sort');
    expect(await ask('/api/v1/cameras?sort=relevance', house.member)).toBeProblem(400, 'input.invalid', 'sort');
  });

  it.each<[string, readonly string[]]>([
    ['harbuor', ['quay/one', 'quay/two', 'quay/three']],
    ['hrabour brigde', ['quay/two', 'quay/three']],
    ['lighthuose', ['lighthouse']],
    ['xq', []],
    ['elephant', []],
  ])('%s, which no camera has, finds words like it', async (text, names) => {
    const said = await find(text, '&total=true');
    expect(namesOf(said).toSorted()).toEqual([...names].toSorted());
    expect(said.body['total']).toBe(names.length);
  });

  it('shows and counts nothing that is hidden, and does not take its words for there', async () => {
    expect((await find('harbour', '&total=true')).body['total']).toBe(3);
    expect(namesOf(await find('secret'))).toEqual([]);
    expect(namesOf(await find('harbour secret', '', house.admin))).toEqual(['secret']);
  });

  it.each(['harbour', 'harbuor'])('%s is read page by page, both ways, and in every form', async (text) => {
    const whole = namesOf(await find(text));
    const first = await find(text, '&limit=2');
    const second = await find(text, `&limit=2&cursor=${String(first.body['next'])}`);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(whole);
    const back = await find(text, `&limit=2&cursor=${String(second.body['prev'])}`);
    expect(namesOf(back)).toEqual(namesOf(first));
    expect(await find('bridge', `&cursor=${String(first.body['next'])}`)).toBeProblem(400, 'cursor.invalid', 'cursor');
    const lines = await fetch(`${server.url}/api/v1/cameras?q=${text}&fields=name`, {
      headers: { authorization: house.member, accept: 'application/x-ndjson' },
    });
    const streamed = (await lines.text()).trim().split('\n');
    expect(streamed.map((line) => JSON.parse(line))).toEqual(whole.map((name) => ({ name })));
    const searched = await send('POST', '/api/v1/cameras/search', { q: text, near: [0, 0] }, house.member);
    expect(namesOf(searched).toSorted()).toEqual(whole.toSorted());
  });

  it('is bounded', async () => {
    expect(await find('a b c d e f g h i j k')).toBeProblem(400, 'camera.invalid', 'q');
    expect((await find('x'.repeat(201))).status).toBe(400);
    expect((await find('a b c d e f g h i j')).status).toBe(200);
  });
});
