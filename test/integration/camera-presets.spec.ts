import { AuditLogService } from '#audit';
import { guest, system, type UserCaller } from '#auth';
import { type CamerasService, type PresetDraft, PresetsService } from '#cameras';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { application, openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;
let presets: PresetsService;
let organizationId: number;
let member: UserCaller;
let stranger: UserCaller;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
  presets = registry.context.get(PresetsService);
  ({ id: organizationId } = await registry.organizations.createWithoutOwner({ title: 'Customer', isPublic: false }));
  member = await registry.user({
    [organizationId]: { canViewStreams: true, canEditStreams: true, canEditUsers: true },
  });
  stranger = await registry.user();
});
afterEach(async () => {
  await registry.dataSource.query('delete from cameras');
  await registry.dataSource.query('delete from presets');
});
afterAll(() => registry.close());

const everything = { where: [] };
const page = { limit: 100 };
const titles = async (...parameters: Parameters<PresetsService['list']>): Promise<readonly string[]> => {
  const { items } = await presets.list(...parameters);
  expect(await presets.count(parameters[0], parameters[1], parameters[3])).toBe(items.length);
  return items.map(({ title }) => title);
};

describe('a preset', () => {
  it('is created, changed part by part, and deleted softly', async () => {
    const made = await presets.create(system, {
      title: 'Week',
      dvr: { expirationSeconds: 604_800, redundancyFactor: 1 },
      vision: { alg: 'faces', detectors: [{ region_id: 'a' }] },
    });
    expect(made).toEqual({
      id: made.id,
      title: 'Week',
      dvr: { expirationSeconds: 604_800, redundancyFactor: 1 },
      vision: { alg: 'faces', detectors: [{ region_id: 'a' }] },
      layoutRules: null,
      isAdjustable: true,
      isDefault: false,
      deletedAt: null,
      updatedAt: made.updatedAt,
      updatedBy: 'system',
      updatedById: null,
      cameraCount: 0,
      organizationCount: 0,
    });
    const administrator = await registry.user({}, { accessLevel: 'domain_admin' });
    const changed = await presets.update(administrator, made.id, {
      dvr: { redundancyFactor: null, storageLimitBytes: 5 },
      vision: { alg: 'plates' },
    });
    expect(changed).toMatchObject({
      dvr: { expirationSeconds: 604_800, storageLimitBytes: 5 },
      vision: { alg: 'plates', detectors: [{ region_id: 'a' }] },
      updatedBy: administrator.login,
    });
    expect(await presets.update(system, made.id, { dvr: null, vision: null })).toMatchObject({
      dvr: null,
      vision: null,
    });
    await presets.remove(system, made.id);
    expect((await presets.get(system, made.id)).deletedAt).toBeInstanceOf(Date);
    const missing = { code: 'object.not-found', context: { object: 'preset' } };
    await expect(presets.remove(system, made.id)).rejects.toMatchObject(missing);
    await expect(presets.update(system, made.id, { title: 'x' })).rejects.toMatchObject(missing);
    await expect(presets.assign(system, organizationId, made.id)).rejects.toMatchObject(missing);
  });

  it.each<[string, unknown]>([
    ['title', ''],
    ['title', '  '],
    ['title', 5],
    ['title', 'x'.repeat(256)],
    ['title', 'a\0b'],
    ['isAdjustable', 'true'],
    ['isDefault', 1],
    ['dvr', 5],
    ['dvr', { depth: 1 }],
    ['dvr.expirationSeconds', { expirationSeconds: -1 }],
    ['vision', 'x'.repeat(65_537)],
    ['vision', 'a\0b'],
  ])('with a wrong %s is refused', async (field, value) => {
    const draft = { title: 'fine', [field.split('.')[0] ?? '']: value } as PresetDraft;
    await expect(presets.create(system, draft)).rejects.toMatchObject({
      code: 'object.invalid',
      context: { object: 'preset', field },
    });
    const made = await presets.create(system, { title: 'fine' });
    await expect(presets.update(system, made.id, draft)).rejects.toMatchObject({
      code: 'object.invalid',
      context: { field },
    });
    expect(await presets.get(system, made.id)).toEqual(made);
  });

  it('is created by superusers only; what others do not see is missing to them', async () => {
    const { id } = await presets.create(system, { title: 'Hidden' });
    const forbidden = { code: 'object.forbidden', context: { object: 'preset' } };
    const missing = { code: 'object.not-found', context: { object: 'preset' } };
    for (const caller of [member, guest, application()]) {
      await expect(presets.create(caller, { title: 'x' })).rejects.toMatchObject(forbidden);
      await expect(presets.get(caller, id)).rejects.toMatchObject(missing);
      await expect(presets.update(caller, id, {})).rejects.toMatchObject(missing);
      await expect(presets.remove(caller, id)).rejects.toMatchObject(missing);
      await expect(presets.assign(caller, organizationId, id)).rejects.toMatchObject(missing);
    }
    await presets.assign(system, organizationId, id);
    await expect(presets.update(member, id, {})).rejects.toMatchObject(forbidden);
    await expect(presets.remove(member, id)).rejects.toMatchObject(forbidden);
    await expect(presets.unassign(member, organizationId, id)).rejects.toMatchObject(forbidden);
    for (const wrong of [0, -1, 2 ** 40]) await expect(presets.get(system, wrong)).rejects.toMatchObject(missing);
  });

  it('is given to organizations and taken away, and logged', async () => {
    const { id } = await presets.create(system, { title: 'Given' });
    await presets.assign(system, organizationId, id);
    await presets.assign(system, organizationId, id);
    expect(await presets.get(member, id)).toMatchObject({ title: 'Given', organizationCount: 1 });
    await presets.unassign(system, organizationId, id);
    await expect(presets.unassign(system, organizationId, id)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(presets.assign(system, 999_999, id)).rejects.toMatchObject({ context: { object: 'organization' } });
    await registry.context.get(AuditLogService).flush();
    const events = await registry.dataSource.query<{ reason: string }[]>(
      `select reason from audit_events where subject = $1 order by id`,
      [`preset:${id}`],
    );
    expect(events.map(({ reason }) => reason)).toEqual([
      'created',
      `given to organization ${organizationId}`,
      `given to organization ${organizationId}`,
      `taken from organization ${organizationId}`,
    ]);
  });

  it('counts the cameras that its reader sees', async () => {
    const { id } = await presets.create(system, { title: 'Counted' });
    await presets.assign(system, organizationId, id);
    await cameras.create(system, { organizationId, presetId: id });
    const hidden = await registry.organizations.createWithoutOwner({ title: 'Hidden', isPublic: false });
    await presets.assign(system, hidden.id, id);
    await cameras.create(system, { organizationId: hidden.id, presetId: id });
    expect(await presets.get(system, id)).toMatchObject({ cameraCount: 2, organizationCount: 2 });
    expect(await presets.get(member, id)).toMatchObject({ cameraCount: 1, organizationCount: 1 });
  });
});

it('a list shows the presets that the caller may use', async () => {
  const given = await presets.create(system, { title: 'given' });
  await presets.create(system, { title: 'other' });
  await presets.create(system, { title: 'default', isDefault: true });
  const gone = await presets.create(system, { title: 'gone' });
  for (const { id } of [given, gone]) await presets.assign(system, organizationId, id);
  await presets.remove(system, gone.id);
  expect(await titles(system, everything, page)).toEqual(['given', 'other', 'default', 'gone']);
  expect(await titles(member, everything, page)).toEqual(['given', 'default']);
  expect(await titles(stranger, everything, page)).toEqual(['default']);
  expect(await titles(application({ organizationId }), everything, page)).toEqual(['given', 'default']);
  expect(await titles(member, everything, page, organizationId)).toEqual(['given', 'default']);
  expect(await titles(system, everything, page, organizationId)).toEqual(['given', 'default']);
  expect(await titles(stranger, everything, page, organizationId)).toEqual([]);
  expect(await titles(system, { where: [{ operator: 'missing', field: 'deletedAt' }] }, page)).not.toContain('gone');
  const sort = [{ field: 'title', descending: true }] as const;
  const first = await presets.list(system, { where: [], sort }, { limit: 2 });
  expect(first.items.map(({ title }) => title)).toEqual(['other', 'gone']);
  const second = await presets.list(system, { where: [], sort }, { limit: 2, cursor: first.next ?? '' });
  expect(second.items.map(({ title }) => title)).toEqual(['given', 'default']);
  expect([...(await presets.titles([given.id, gone.id, 999_999])).values()]).toMatchObject([
    { title: 'given' },
    { title: 'gone' },
  ]);
});

describe('at the same moment', () => {
  it('twenty that become the default one leave one', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        presets.create(system, { title: `${index}`, isDefault: index % 2 === 0 }),
      ),
    );
    await Promise.all(made.map(({ id }) => presets.update(system, id, { isDefault: true })));
    const where = [{ operator: 'in', field: 'isDefault', values: [true] }] as const;
    expect(await titles(system, { where }, page)).toHaveLength(1);
  });

  it('one that is given and deleted is given to nobody', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await presets.create(system, { title: 'x' });
      const given = Array.from({ length: 10 }, () => presets.assign(system, organizationId, id));
      await Promise.allSettled([...given, presets.remove(system, id)]);
      expect(await presets.get(system, id)).toMatchObject({ organizationCount: 0 });
    }
  });
});
