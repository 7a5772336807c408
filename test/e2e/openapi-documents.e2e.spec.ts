import openapiTypescript, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dialectNames } from '#config';
import { type TestServer, openServer } from '../support/server.js';

/** `npm run openapi` writes these files; a review shows what a change does to an API. */
const generated = '// Written by `npm run openapi`.\n\n';
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

it('clients/typescript/src/schema.ts is what openapi-typescript makes of the one of REST', async () => {
  const types = astToString(
    await openapiTypescript(new URL(`${server.url}/openapi/rest.json`), { defaultNonNullable: false }),
  );
  await expect(`${generated}${types}`).toMatchFileSnapshot('../../clients/typescript/src/schema.ts');
});
