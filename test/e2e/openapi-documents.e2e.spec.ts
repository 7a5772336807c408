import { afterAll, beforeAll, expect, it } from 'vitest';
import { doorNames } from '#config';
import { type House, openHouse } from '../support/house.js';

/** `npm run openapi` writes these documents; a review shows what a change does to an API. */
let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it.each(doorNames)('docs/openapi/%s.json is what the server answers', async (name) => {
  const response = await fetch(`${house.url}/openapi/${name}.json`);
  const document = `${JSON.stringify(await response.json(), undefined, 2)}\n`;
  await expect(document).toMatchFileSnapshot(`../../docs/openapi/${name}.json`);
});
