import openapiTypescript, { astToString } from 'openapi-typescript';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectNames } from '#config';
import { type TestServer, openServer } from '../support/server.js';

const run = promisify(execFile);
const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await openServer();
  folder = await mkdtemp(join(tmpdir(), 'camgate-types-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
});

describe('The types that openapi-typescript makes of every API', () => {
  it('are accepted by the strict compiler', async () => {
    for (const dialect of dialectNames) {
      const types = await openapiTypescript(new URL(`${server.url}/openapi/${dialect}.json`));
      await writeFile(join(folder, `${dialect}.ts`), astToString(types));
    }
    const files = dialectNames.map((dialect) => join(folder, `${dialect}.ts`));
    const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const outcome = await run(process.execPath, [compiler, ...strict, '--ignoreConfig', '--target', 'es2022', ...files])
      .then(() => 'accepted')
      .catch((error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)));
    expect(outcome).toBe('accepted');
  });
});
