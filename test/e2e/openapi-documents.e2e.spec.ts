import { afterAll, beforeAll, expect, it } from 'vitest';
import { dialectNames } from '#config';
import { type TestServer, openServer } from '../support/server.js';

/** `npm run openapi` writes these documents; a review shows what a change does to an API. */
let server: TestServer;

beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

it.each(dialectNames)('docs/openapi/%s.json is what the server answers', async (name) => {
  const response = await fetch(`${server.url}/openapi/${name}.json`);
  const document = `${JSON.stringify(await response.json(), undefined, 2)}\n`;
  await expect(document).toMatchFileSnapshot(`../../docs/openapi/${name}.json`);
});
