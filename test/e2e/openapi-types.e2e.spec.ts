import openapiTypescript, { astToString } from 'openapi-typescript';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorNames } from '#config';
import { type House, openHouse } from '../support/house.js';

const run = promisify(execFile);
const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

let house: House;
let folder: string;

beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'camgate-types-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await house.close();
});

describe('The types that openapi-typescript makes of every API', () => {
  it('are accepted by the strict compiler', async () => {
    for (const door of doorNames) {
      const types = await openapiTypescript(new URL(`${house.url}/openapi/${door}.json`));
      await writeFile(join(folder, `${door}.ts`), astToString(types));
    }
    const files = doorNames.map((door) => join(folder, `${door}.ts`));
    const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const outcome = await run(process.execPath, [compiler, ...strict, '--ignoreConfig', '--target', 'es2022', ...files])
      .then(() => 'accepted')
      .catch((error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)));
    expect(outcome).toBe('accepted');
  });
});
