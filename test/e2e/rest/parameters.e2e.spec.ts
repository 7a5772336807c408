import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient } from './rest-client.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly security?: readonly unknown[];
}
const document = JSON.parse(readFileSync('docs/openapi/rest.json', 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

let server: TestServer;
let admin: string;
const { ask, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ admin } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

describe.each(operations)('$method $path', ({ path, method }) => {
  it('refuses a parameter that it does not know, by its name', async () => {
    const place = path.replace('{z}/{x}/{y}', '0/0/0').replaceAll(/\{\w+\}/g, '1');
    const hasBody = !['GET', 'DELETE'].includes(method);
    const answer = await ask(`${place}?no_such_parameter=1`, admin, {
      method,
      ...(hasBody && {
        body: '{}',
        headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' },
      }),
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'input.invalid' } });
    expect(JSON.stringify(answer.body['errors'])).toContain('no_such_parameter');
  });
});
