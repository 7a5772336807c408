import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Refusal } from '#errors';
import { refusalSentences } from '../../../src/dialects/http/refusal-sentences.js';
import { createUser, type Person, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let admin: string;
let guest: Person;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, admin } = await settleNorthAndSouth(server, bearer));
  guest = await createUser(server, 'guest-of-north');
});
afterAll(() => server.close());

const api = '/api/v1';
const post = (path: string, body: object): Promise<Said> => send('POST', `${api}/${path}`, body, admin);
const grant = (more: object): Promise<Said> =>
  post('grants', { user_id: guest.id, camera_id: north.camera.id, can: ['view'], ...more });
const within = (ring: readonly (readonly number[])[]): Promise<Said> =>
  post('cameras/search', { within: { type: 'Polygon', coordinates: [ring] } });

async function folder(body: object): Promise<number> {
  return Number((await post('folders', { organization_id: north.organizationId, ...body })).body['id']);
}

async function movedBelowItself(): Promise<Said> {
  const outer = await folder({ title: 'Outer' });
  const inner = await folder({ title: 'Inner', parent_id: outer });
  return send('PATCH', `${api}/folders/${outer}`, { parent_id: inner }, admin);
}

const elevenWords = Array.from({ length: 11 }, (_, n) => `word${n}`).join('+');

it.each<[Refusal, string, () => Promise<Said>]>([
  ['grant-without-view', 'can', () => grant({ can: ['archive'] })],
  ['edit-only-on-organization', 'can', () => grant({ can: ['view', 'edit'] })],
  [
    'ends-before-it-begins',
    'valid_until',
    () => grant({ valid_from: '2999-02-01T00:00:00Z', valid_until: '2999-01-01T00:00:00Z' }),
  ],
  ['folder-below-itself', 'parent_id', movedBelowItself],
  [
    'prune-without-source',
    'source',
    () =>
      ask(`${api}/imports?prune=true`, admin, {
        method: 'POST',
        body: 'title\na',
        headers: { 'content-type': 'text/csv' },
      }),
  ],
  [
    'over-already',
    'expires_at',
    () => post('api-keys', { name: 'old', scopes: ['cameras:read'], expires_at: '2001-01-01T00:00:00Z' }),
  ],
  ['no-web-url', 'url', () => post('webhooks', { url: 'ftp://example.org/', events: ['created'] })],
  ['search-words', 'q', () => ask(`${api}/cameras?q=${elevenWords}`, admin)],
  [
    'search-ring',
    'within',
    // Twice around the Earth.
    () => within([0, 120, 240, 0, 120, 240, 0].map((longitude) => [longitude > 180 ? longitude - 360 : longitude, 10])),
  ],
])('%s is said of %s, in words', async (refusal, field, refused) => {
  const answer = await refused();
  expect(answer).toBeProblem(400, String(answer.body['code']), field);
  expect(answer.body['code']).toMatch(/^(object|camera)\.invalid$/);
  expect(answer.body['detail']).toBe(refusalSentences[refusal]);
});
