import { guest, system } from '#auth';
import { CamerasService, Places } from '#cameras';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoCatalogue } from '../../src/demo/demo-catalogue.js';
import { DemoModule } from '../../src/demo/demo.module.js';
import { landmarks } from '../../src/demo/landmarks.js';
import { openCore } from '../support/core.js';

let core: Awaited<ReturnType<typeof openCore>>;

beforeAll(async () => {
  core = await openCore([DemoModule]);
});
afterAll(() => core.close());

describe('the demo catalogue', { shuffle: false }, () => {
  it('is there once, however often a first start begins again, and everybody sees it', async () => {
    const catalogue = core.app.get(DemoCatalogue);
    await catalogue.ensure();
    await catalogue.ensure();
    const query = { where: [{ operator: 'in', field: 'source', values: ['camgate-demo'] }] } as const;
    expect(await core.app.get(CamerasService).count(guest, query)).toBe(landmarks.length);
    const [organizations] = await core.app
      .get(DataSource)
      .query<{ count: number }[]>(`select count(*)::int as count from organizations where title = 'Camgate demo'`);
    expect(organizations).toEqual({ count: 1 });
  });

  it('keeps every landmark as it was drawn up, poles and antimeridian included', async () => {
    for (const { name, title, latitude, longitude, city, state, country, timezone } of landmarks) {
      const camera = await core.app.get(CamerasService).get(system, { name });
      expect(camera).toMatchObject({
        title,
        latitude,
        longitude,
        city,
        state,
        country,
        timezone,
        kind: 'non_ip',
        version: 1,
      });
      expect(camera.snapshotUrl).toBe(`http://camgate.test/demo/snapshots/${name}.jpg`);
    }
  });

  it('takes its pictures along to another address, and leaves what people changed', async () => {
    const cameras = core.app.get(CamerasService);
    const [moved, changed] = ['demo-uluru', 'demo-tokyo-tower'];
    await cameras.update(system, { name: moved }, { snapshotUrl: `http://127.0.0.1:1/demo/snapshots/${moved}.svg` });
    await cameras.update(system, { name: changed }, { snapshotUrl: 'http://a.example/own.jpg' });
    await core.app.get(DemoCatalogue).follow();
    expect((await cameras.get(system, { name: moved })).snapshotUrl).toBe(
      `http://camgate.test/demo/snapshots/${moved}.jpg`,
    );
    expect((await cameras.get(system, { name: changed })).snapshotUrl).toBe('http://a.example/own.jpg');
  });

  it('is true of every landmark, as far as the map knows', async () => {
    const places = core.app.get(Places, { strict: false });
    const wrong: string[] = [];
    for (const landmark of landmarks) {
      const place = await places.locate(landmark);
      if (place.country !== landmark.country) wrong.push(`${landmark.name} ${place.country}`);
      if (place.timezone !== landmark.timezone) wrong.push(`${landmark.name} ${place.timezone}`);
    }
    // The zone map is coarse where Argentina meets Chile, and in Antarctica.
    expect(wrong).toEqual([
      'demo-ushuaia-harbour America/Punta_Arenas',
      'demo-palmer-station America/Argentina/Ushuaia',
    ]);
  });
});
