import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectNames } from '#config';
import { type TestServer, openServer } from '../support/server.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly example?: unknown;
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
}
interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

describe.each(dialectNames)('the API documentation of %s', (dialect) => {
  async function read(): Promise<{ readonly text: string; readonly definition: Definition }> {
    const response = await fetch(`${server.url}/openapi/${dialect}.json`);
    expect(response.status).toBe(200);
    const text = await response.text();
    return { text, definition: JSON.parse(text) as Definition };
  }

  it('explains every object that it names', async () => {
    const { text, definition } = await read();
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name ?? '');
    const known = Object.keys(definition.components?.schemas ?? {});
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('describes every parameter of every path, with an example', async () => {
    const { definition } = await read();
    const silent = Object.entries(definition.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
        [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => {
          const found = parameters.find((one) => one.in === 'path' && one.name === name);
          return found?.description && found.example !== undefined ? [] : [`${method} ${path}: ${name}`];
        }),
      ),
    );
    expect(silent).toEqual([]);
  });

  it('has a sentence for every route, and a name of its own', async () => {
    const { definition } = await read();
    const operations = Object.entries(definition.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, route: `${method} ${path}` })),
    );
    expect(operations.filter(({ summary }) => !summary).map(({ route }) => route)).toEqual([]);
    const names = operations.map(({ operationId }) => operationId ?? '');
    expect(names.filter((name) => !/^[a-z]\w*$/i.test(name))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
