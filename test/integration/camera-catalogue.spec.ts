import { system } from '#auth';
import { CameraImportService, CamerasService } from '#cameras';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../support/core.js';

let core: Awaited<ReturnType<typeof openCore>>;

beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

const realRows = '/work/shared/data';

describe.skipIf(!existsSync(realRows))('the 13,734 public rows', () => {
  it('are imported with every position, and change nothing the second time', { timeout: 120_000 }, async () => {
    const files = readdirSync(realRows).filter((name) => name.endsWith('.ndjson'));
    const run = async (): Promise<{ created: number; unchanged: number; rejected: number; updated: number }> => {
      const sum = { created: 0, unchanged: 0, rejected: 0, updated: 0 };
      for (const file of files) {
        const outcome = await core.app
          .get(CameraImportService)
          .run(system, createReadStream(join(realRows, file)), { format: 'ndjson' });
        sum.created += outcome.created;
        sum.updated += outcome.updated;
        sum.unchanged += outcome.unchanged;
        sum.rejected += outcome.rejectedCount;
        expect(outcome.rejected).toEqual([]);
      }
      return sum;
    };
    expect(await run()).toEqual({ created: 13_734, updated: 0, unchanged: 0, rejected: 0 });
    expect(await run()).toEqual({ created: 0, updated: 0, unchanged: 13_734, rejected: 0 });
    expect(await core.app.get(CamerasService).get(system, { name: 'sg-1504' })).toMatchObject({
      resolutionWidth: 320,
      frameRate: 1 / 60,
    });
  });
});
