import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guest, system, type UserCaller } from '#auth';
import { CamerasService } from '#cameras';
import { type CameraEventDraft, EventsService } from '#notifications';
import { openLayoutsContext, type LayoutsContext } from '../support/layouts.js';
import { oneStory } from '../support/story.js';

oneStory();

let modules: LayoutsContext;
let events: EventsService;
let ours: number;
let editor: UserCaller;
let viewer: UserCaller;
let stranger: UserCaller;

const everything = { where: [] } as const;
const all = { limit: 1000 };
const motion: CameraEventDraft = { cameraName: 'gate', type: 'activity' };

beforeAll(async () => {
  modules = await openLayoutsContext();
  events = modules.app.get(EventsService);
  ours = await modules.organization('Ours', 'gate', 'yard');
  const theirs = await modules.organization('Theirs', 'vault');
  editor = await modules.user({ [ours]: { canViewStreams: true, canEditStreams: true } });
  viewer = await modules.user({ [ours]: { canViewStreams: true } });
  stranger = await modules.user({ [theirs]: { canViewStreams: true } });
});
afterAll(() => modules.close());

describe('an event', () => {
  it('is seen by those who see its camera', async () => {
    const at = new Date('2024-05-06T07:08:09.123Z');
    const [event] = await events.record(editor, [{ ...motion, at, data: { area: [1, 2] } }]);
    expect(event).toMatchObject({ camera: { name: 'gate' }, type: 'activity', at, data: { area: [1, 2] } });
    const id = event?.id ?? 0;
    expect(await events.get(viewer, id)).toEqual(event);
    for (const caller of [stranger, guest])
      await expect(events.get(caller, id)).rejects.toMatchObject({ code: 'object.not-found' });
    expect(await events.count(stranger, everything)).toBe(0);
    expect(await events.count(viewer, everything)).toBe(1);
  });

  it('is now, and without data, by default', async () => {
    const before = modules.clock.now().getTime();
    const [event] = await events.record(system, [motion]);
    expect(event?.at.getTime()).toBeGreaterThanOrEqual(before);
    expect(event?.at.getTime()).toBeLessThanOrEqual(modules.clock.now().getTime());
    expect(event?.data).toBeNull();
  });

  it('is reported by those who may edit its camera, all or nothing', async () => {
    const before = await events.count(system, everything);
    const refusals = [
      [viewer, [motion], 'object.forbidden'],
      [stranger, [motion], 'object.invalid'],
      [editor, [motion, { ...motion, cameraName: 'vault' }], 'object.invalid'],
      [editor, [motion, { ...motion, type: 'Bad Type' }], 'object.invalid'],
      [editor, [motion, { ...motion, at: new Date(Number.NaN) }], 'object.invalid'],
      [editor, [motion, { ...motion, at: new Date('2200-01-01') }], 'object.invalid'],
      [editor, [motion, { ...motion, data: 'x'.repeat(70_000) }], 'object.invalid'],
      [editor, [motion, { ...motion, data: { text: 'a\0b' } }], 'object.invalid'],
      [editor, Array.from({ length: 1001 }, () => motion), 'object.invalid'],
    ] as const;
    for (const [caller, drafts, code] of refusals)
      await expect(events.record(caller, drafts)).rejects.toMatchObject({ code });
    expect(await events.count(system, everything)).toBe(before);
    expect(await events.record(editor, [])).toEqual([]);
    expect(await events.record(editor, [motion, { ...motion, cameraName: 'yard' }])).toHaveLength(2);
  });

  it('is found by its camera, its type and its time', async () => {
    await events.record(editor, [{ cameraName: 'yard', type: 'line', at: new Date('2024-01-01') }]);
    const found = await events.list(
      viewer,
      {
        where: [
          { operator: 'in', field: 'cameraName', values: ['yard'] },
          { operator: 'in', field: 'type', values: ['line'] },
          { operator: 'lt', field: 'at', value: new Date('2024-02-01') },
        ],
      },
      all,
    );
    expect(found.items).toMatchObject([{ camera: { name: 'yard' }, type: 'line' }]);
  });

  it('is visible to superusers only when its camera was deleted', async () => {
    const cameras = modules.app.get(CamerasService, { strict: false });
    await cameras.create(system, { name: 'brief', organizationId: ours, title: 'x' });
    const [event] = await events.record(editor, [{ ...motion, cameraName: 'brief' }]);
    await cameras.remove(system, { name: 'brief' });
    expect((await events.get(system, event?.id ?? 0)).camera).toBeNull();
    await expect(events.get(viewer, event?.id ?? 0)).rejects.toMatchObject({ code: 'object.not-found' });
  });
});
