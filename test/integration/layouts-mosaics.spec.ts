import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guest, system, type UserCaller } from '#auth';
import { CamerasService } from '#cameras';
import { type Mosaic, type MosaicDraft, MosaicsService } from '#layouts';
import { openLayoutsContext, type LayoutsContext } from '../support/layouts.js';
import { oneStory } from '../support/story.js';

oneStory();

let modules: LayoutsContext;
let mosaics: MosaicsService;
let ours: number;
let theirs: number;
let editor: UserCaller;
let viewer: UserCaller;
let stranger: UserCaller;
let chief: UserCaller;

const everything = { where: [] } as const;
const all = { limit: 1000 };

beforeAll(async () => {
  modules = await openLayoutsContext();
  mosaics = modules.app.get(MosaicsService);
  ours = await modules.organization('Ours', 'gate', 'yard', 'hall');
  theirs = await modules.organization('Theirs', 'vault');
  editor = await modules.user({ [ours]: { canViewStreams: true, canEditStreams: true } });
  viewer = await modules.user({ [ours]: { canViewStreams: true } });
  stranger = await modules.user({ [theirs]: { canViewStreams: true, canEditStreams: true } });
  chief = await modules.user({}, 'domain_admin');
});
afterAll(() => modules.close());

const make = (draft: MosaicDraft = {}): Promise<Mosaic> =>
  mosaics.create(editor, { title: 'A mosaic', organizationId: ours, ...draft });
const titlesFor = async (caller: UserCaller): Promise<readonly string[]> =>
  (await mosaics.list(caller, everything, all)).items.map(({ title }) => title);
const namesIn = ({ cameras }: Mosaic): readonly (string | null)[] => cameras.map((camera) => camera?.name ?? null);

describe('a mosaic', () => {
  it('has its cameras in their cells, empty ones in between', async () => {
    const made = await make({ title: 'Doors', type: '3x3', cameras: ['gate', null, 'yard', null] });
    expect(made).toMatchObject({ title: 'Doors', type: '3x3', organizationId: ours, visible: true });
    expect(namesIn(made)).toEqual(['gate', null, 'yard', null]);
    expect(made.cameras[0]).toEqual({ id: expect.any(Number), name: 'gate', title: 'Camera gate' });
    expect(await mosaics.get(viewer, made.id)).toEqual(made);
  });

  it('is 2x2, visible and empty by default', async () => {
    expect(await make()).toMatchObject({ type: '2x2', visible: true, cameras: [] });
  });

  it('goes to the first organization that its creator may edit, when none is named', async () => {
    expect((await mosaics.create(editor, { title: 'Somewhere' })).organizationId).toBe(ours);
    await expect(mosaics.create(viewer, { title: 'Nowhere' })).rejects.toMatchObject({ code: 'object.forbidden' });
  });

  it('may show one camera twice', async () => {
    expect(namesIn(await make({ cameras: ['gate', 'gate'] }))).toEqual(['gate', 'gate']);
  });

  it.each([
    ['no title', { title: undefined }, 'title'],
    ['an empty title', { title: '' }, 'title'],
    ['a title too long', { title: 'x'.repeat(256) }, 'title'],
    ['an unknown type', { type: '9x9' as '8x8' }, 'type'],
    ['more cameras than cells', { type: '2x2' as const, cameras: ['gate', 'yard', 'hall', null, null] }, 'cameras'],
    ['a camera that is not there', { cameras: ['gate', 'nothing'] }, 'cameras'],
    ['a camera that its maker does not see', { cameras: ['vault'] }, 'cameras'],
  ])('with %s is refused and not half made', async (_, draft, field) => {
    const before = await titlesFor(editor);
    await expect(make(draft)).rejects.toMatchObject({ code: 'object.invalid', context: { object: 'mosaic', field } });
    expect(await titlesFor(editor)).toEqual(before);
  });

  it('has an empty cell where its camera was deleted', async () => {
    const cameras = modules.app.get(CamerasService, { strict: false });
    await cameras.create(system, { name: 'soon-gone', organizationId: ours, title: 'Soon gone' });
    const { id } = await make({ cameras: ['gate', 'soon-gone', 'yard'] });
    await cameras.remove(system, { name: 'soon-gone' });
    expect(namesIn(await mosaics.get(editor, id))).toEqual(['gate', null, 'yard']);
  });
});

describe('the viewer of a mosaic', () => {
  it('is a member of its organization or a superuser, nobody else', async () => {
    const { id } = await make({ title: 'Seen' });
    expect(await titlesFor(viewer)).toContain('Seen');
    expect(await titlesFor(chief)).toContain('Seen');
    expect(await titlesFor(stranger)).not.toContain('Seen');
    await expect(mosaics.get(stranger, id)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(mosaics.get(guest, id)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(mosaics.update(stranger, id, { title: 'Mine' })).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(mosaics.remove(stranger, id)).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it('is its creator or a superuser, while it is not visible', async () => {
    await make({ title: 'Draft', visible: false });
    expect(await titlesFor(editor)).toContain('Draft');
    expect(await titlesFor(viewer)).not.toContain('Draft');
    expect(await titlesFor(chief)).toContain('Draft');
  });

  it('counts only visible mosaics', async () => {
    expect(await mosaics.count(viewer, everything)).toBe((await titlesFor(viewer)).length);
    expect(await mosaics.countIn(stranger, [ours, theirs])).toEqual(new Map());
    expect((await mosaics.countIn(viewer, [ours, theirs])).get(ours)).toBe((await titlesFor(viewer)).length);
  });

  it('sees only the cameras that they may see', async () => {
    const both = await modules.user({
      [ours]: { canViewStreams: true, canEditStreams: true },
      [theirs]: { canViewStreams: true },
    });
    const { id } = await mosaics.create(both, { title: 'Both', organizationId: ours, cameras: ['gate', 'vault'] });
    expect(namesIn(await mosaics.get(both, id))).toEqual(['gate', 'vault']);
    expect(namesIn(await mosaics.get(viewer, id))).toEqual(['gate', null]);
    // Saving what one has read does not take from the others what one does not see.
    await mosaics.update(editor, id, { cameras: ['yard', null] });
    expect(namesIn(await mosaics.get(both, id))).toEqual(['yard', 'vault']);
    await mosaics.update(editor, id, { cameras: ['yard', 'gate'] });
    expect(namesIn(await mosaics.get(both, id))).toEqual(['yard', 'gate']);
  });

  it('loses it with the membership', async () => {
    const leaver = await modules.user({ [ours]: { canViewStreams: true } });
    expect(await titlesFor(leaver)).toContain('Seen');
    await modules.dataSource.query('delete from memberships where user_id = $1', [leaver.userId]);
    expect(await titlesFor(leaver)).toEqual([]);
  });
});

describe('changing a mosaic', () => {
  it('leaves what is not named', async () => {
    const { id } = await make({ title: 'Before', type: '3x3', cameras: ['gate', 'yard'] });
    expect(await mosaics.update(editor, id, { title: 'After' })).toMatchObject({ title: 'After', type: '3x3' });
    expect(namesIn(await mosaics.get(editor, id))).toEqual(['gate', 'yard']);
    expect(namesIn(await mosaics.update(editor, id, { cameras: [] }))).toEqual([]);
  });

  it('loses no camera silently when its type shrinks', async () => {
    const { id } = await make({ type: '3x3', cameras: [null, null, null, null, 'gate'] });
    const small = mosaics.update(editor, id, { type: '2x2' });
    await expect(small).rejects.toMatchObject({ code: 'object.invalid', context: { field: 'type' } });
    expect(await mosaics.get(editor, id)).toMatchObject({ type: '3x3' });
    expect(namesIn(await mosaics.update(editor, id, { type: '2x2', cameras: ['gate'] }))).toEqual(['gate']);
  });

  it('is for those who may edit streams, and not for its creator as such', async () => {
    const { id } = await make();
    await expect(mosaics.update(viewer, id, { title: 'x' })).rejects.toMatchObject({ code: 'object.forbidden' });
    await expect(mosaics.remove(viewer, id)).rejects.toMatchObject({ code: 'object.forbidden' });
    expect(await mosaics.update(chief, id, { title: 'By the chief' })).toMatchObject({ title: 'By the chief' });
    await mosaics.remove(editor, id);
    await expect(mosaics.remove(editor, id)).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it('moves only to an organization that the caller may edit', async () => {
    const { id } = await make();
    const moved = mosaics.update(editor, id, { organizationId: theirs });
    await expect(moved).rejects.toMatchObject({ code: 'organization.not-found' });
    expect(await mosaics.update(chief, id, { organizationId: theirs })).toMatchObject({ organizationId: theirs });
  });

  it.each([0, -1, 1.5, 2 ** 40, Number.NaN])('answers for the id %d as for a missing one', async (id) => {
    await expect(mosaics.get(editor, id)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(mosaics.update(editor, id, {})).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it('leaves one of twenty arrangements made at the same moment, whole', async () => {
    const { id } = await make({ type: '3x3' });
    const arrangements = [
      ['gate', 'gate'],
      ['yard', 'yard'],
      ['hall', 'hall'],
    ] as const;
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => mosaics.update(editor, id, { cameras: arrangements[at % 3] ?? [] })),
    );
    const [first, second] = namesIn(await mosaics.get(editor, id));
    expect(first).toBe(second);
  });
});

describe('an organization', () => {
  it('has 1000 mosaics at most, also when many are created at once', async () => {
    const crowded = await modules.organization('Crowded');
    await modules.dataSource.query(
      `insert into mosaics (organization_id, title, type) select $1, 'm' || n, '2x2' from generate_series(1, 995) n`,
      [crowded],
    );
    const made = await Promise.allSettled(
      Array.from({ length: 10 }, () => mosaics.create(system, { title: 'one more', organizationId: crowded })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect((await mosaics.countIn(system, [crowded])).get(crowded)).toBe(1000);
    expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'limit.reached' } });
  });
});
