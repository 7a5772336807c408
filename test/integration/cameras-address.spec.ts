import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#auth';
import type { CameraDraft, CamerasService } from '#cameras';
import { openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
});
afterEach(() => registry.dataSource.query('delete from cameras'));
afterAll(() => registry.close());

const url = 'http://cameras.example/1.jpg';
const once = { uniqueAddress: true } as const;

describe('an API that requires unique addresses', () => {
  it.each<[CameraDraft, CameraDraft, string]>([
    [{ snapshotUrl: url }, { snapshotUrl: url }, 'snapshotUrl'],
    [{ streamUrl: url }, { snapshotUrl: url }, 'snapshotUrl'],
    [{ pageUrl: url }, { snapshotUrl: url }, 'snapshotUrl'],
    [{ snapshotUrl: url }, { snapshotUrl: url.replace('//', '//user:secret@') }, 'snapshotUrl'],
    [{ snapshotUrl: `${url}?pwd=one` }, { snapshotUrl: `${url}?pwd=other` }, 'snapshotUrl'],
    [{ snapshotUrl: url.replace('//', '//a:12/b@') }, { snapshotUrl: url }, 'snapshotUrl'],
    [{ ip: '192.0.2.1', port: 80 }, { ip: '192.0.2.1' }, 'ip'],
    [{ ip: '192.0.2.1' }, { ip: '192.0.2.1', port: 80 }, 'ip'],
  ])('after %o refuses %o, naming %s', async (first, second, field) => {
    await cameras.create(system, first);
    const again = cameras.create(system, second, once);
    await expect(again).rejects.toMatchObject({ code: 'camera.taken', context: { field } });
    const { id } = await cameras.create(system, { snapshotUrl: 'http://cameras.example/other.jpg' }, once);
    const moving = cameras.update(system, { id }, second, once);
    await expect(moving).rejects.toMatchObject({ code: 'camera.taken', context: { field } });
    expect((await cameras.get(system, { id })).version).toBe(1);
    expect(await cameras.count(system, { where: [] })).toBe(2);
  });

  it.each<[CameraDraft, CameraDraft]>([
    [
      { ip: '192.0.2.1', port: 80 },
      { ip: '192.0.2.1', port: 81 },
    ],
    [{ ip: '192.0.2.1', snapshotUrl: url }, { snapshotUrl: url }],
    [{ snapshotUrl: `${url}?other`, pageUrl: url }, { snapshotUrl: url }],
    [{}, {}],
  ])('after %o takes %o', async (first, second) => {
    await cameras.create(system, first, once);
    expect((await cameras.create(system, second, once)).version).toBe(1);
  });

  it('lets a camera that shares its address change otherwise, and repeat its address', async () => {
    await cameras.create(system, { snapshotUrl: url });
    const { id } = await cameras.create(system, { snapshotUrl: url });
    const same = { snapshotUrl: url, description: 'looking north' };
    expect((await cameras.update(system, { id }, same, once)).description).toBe('looking north');
  });

  it.each<[string, CameraDraft]>([
    ['a URL', { snapshotUrl: url }],
    ['an address', { ip: '192.0.2.1', port: 8080 }],
  ])('gives %s to one of twenty who want it at the same moment, by creating or by moving there', async (_, wanted) => {
    const others = await Promise.all(
      Array.from({ length: 10 }, (_unused, n) =>
        cameras.create(system, { snapshotUrl: `http://cameras.example/from/${n}` }, once),
      ),
    );
    const outcomes = await Promise.allSettled([
      ...others.map(({ id }) => cameras.update(system, { id }, wanted, once)),
      ...others.map(() => cameras.create(system, wanted, once)),
    ]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refused).toHaveLength(19);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'camera.taken' });
  });

  it('does not reveal an address that is hidden from the caller', async () => {
    const { id: hidden } = await registry.organizations.createWithoutOwner({ title: 'hidden', isPublic: false });
    const { id: own } = await registry.organizations.createWithoutOwner({ title: 'own', isPublic: false });
    await cameras.create(system, { snapshotUrl: url, organizationId: hidden });
    await cameras.create(system, { ip: '192.0.2.1', organizationId: hidden });
    const viewer = { canViewStreams: true };
    const editor = await registry.user({ [hidden]: viewer, [own]: { ...viewer, canEditStreams: true } });
    for (const draft of [{ snapshotUrl: url }, { ip: '192.0.2.1' }]) {
      expect((await cameras.create(editor, { ...draft, organizationId: own }, once)).version).toBe(1);
      await expect(cameras.create(editor, { ...draft, organizationId: own }, once)).rejects.toMatchObject({
        code: 'camera.taken',
      });
    }
  });

  it('looks the address up by an index', async () => {
    await registry.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, snapshot_url)
       select 'many/' || n, lpad(to_hex(n), 24, '0'), (select id from organizations where is_default), 'non_ip',
         'http://cameras.example/' || n from generate_series(1, 20000) n`,
    );
    await registry.dataSource.query('analyze cameras');
    const plan = await registry.dataSource.query<readonly Readonly<Record<string, string>>[]>(
      `explain select from cameras c where c.kind <> 'ip'
       and (md5(c.snapshot_url) = md5('x') or md5(c.stream_url) = md5('x') or md5(c.page_url) = md5('x'))
       and coalesce(c.snapshot_url, c.stream_url, c.page_url) = 'x' limit 1`,
    );
    expect(JSON.stringify(plan)).toMatch(/cameras_snapshot_url_idx.*cameras_stream_url_idx.*cameras_page_url_idx/);
  });
});

describe('a change that depends on the camera', () => {
  it('sees it as it stands, however many come at once', async () => {
    const { id } = await cameras.create(system, { resolutionWidth: 1, resolutionHeight: 1 });
    await Promise.all(
      Array.from({ length: 10 }, () =>
        cameras.update(system, { id }, ({ resolutionWidth }) => ({ resolutionWidth: (resolutionWidth ?? 0) + 1 })),
      ),
    );
    expect(await cameras.get(system, { id })).toMatchObject({ resolutionWidth: 11, version: 11 });
  });
});
