import { OrganizationsService } from '#access';
import { type Caller, system, UsersService, UserStandingsService } from '#auth';
import {
  CameraImportService,
  CameraProvenanceService,
  CamerasService,
  type ImportJob,
  ImportJobsService,
  ImportWorker,
} from '#cameras';
import { Clock, Config } from '#config';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportJournal } from '../../src/cameras/import/import-journal.js';
import { ImportJobRunner } from '../../src/cameras/import/jobs/import-job.runner.js';
import { CameraProvenanceStore } from '../../src/cameras/import/provenance/camera-provenance.store.js';
import { ImportRetention } from '../../src/cameras/import/jobs/import-retention.js';
import { ImportJobStore, LeaseLost } from '../../src/cameras/import/jobs/import-job.store.js';
import type { ManualClock } from '../support/clock.js';
import { openCore } from '../support/core.js';
import { oneStory } from '../support/story.js';

oneStory();

let core: Awaited<ReturnType<typeof openCore>>;
let organizationId: number;
const jobs = (): ImportJobsService => core.app.get(ImportJobsService);
const cameras = (): CamerasService => core.app.get(CamerasService);
const store = (): ImportJobStore => core.app.get(ImportJobStore);
const worker = (): ImportWorker => new ImportWorker(store(), core.app.get(ImportJobRunner));
const clock = (): ManualClock => core.app.get<ManualClock>(Clock);

beforeAll(async () => {
  core = await openCore();
  const made = await core.app.get(OrganizationsService).createWithoutOwner({ title: 'Jobs', isPublic: false });
  organizationId = made.id;
});
afterAll(() => core.close());

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

const line = (fields: Record<string, unknown>): string => `${JSON.stringify(fields)}\n`;

async function queue(text: string, task: Partial<ImportJob['task']> = {}, caller: Caller = system): Promise<ImportJob> {
  return jobs().create(caller, { dryRun: false, organizationId, ...task }, pieces(text));
}

async function run(text: string, task: Partial<ImportJob['task']> = {}): Promise<ImportJob> {
  const { id } = await queue(text, task);
  await worker().drain();
  return jobs().get(system, id);
}

const rowsOf = async (table: string, id: number): Promise<number> => {
  const [found] = await core.app
    .get(DataSource)
    .query<{ count: string }[]>(`select count(*) from ${table} where import_id = $1`, [id]);
  return Number(found?.count);
};

describe('an import as a job', () => {
  it('waits with its file sealed, runs, and keeps what it did and not the file', async () => {
    const text =
      line({ id: 'job/a', stream_url: 'rtsp://ann:s3cret@h.example/1' }) + 'nonsense\n' + line({ id: 'job/b' });
    const queued = await queue(text);
    expect(queued).toMatchObject({ status: 'queued', madeBy: 'system' });
    const chunks = await core.app
      .get(DataSource)
      .query<{ content_sealed: string }[]>('select content_sealed from import_chunks where import_id = $1', [
        queued.id,
      ]);
    expect(chunks).toHaveLength(1);
    expect(Buffer.from(chunks[0]?.content_sealed ?? '', 'base64').toString('latin1')).not.toContain('s3cret');
    await worker().drain();
    expect(await jobs().get(system, queued.id)).toMatchObject({
      status: 'done',
      rowsDone: 3,
      created: 2,
      rejectedCount: 1,
      rejected: [{ line: 2, reason: 'not JSON' }],
      reading: { format: 'ndjson', encoding: 'utf-8', mapping: { id: 'id', stream_url: 'stream_url' } },
      changes: [
        { line: 1, name: 'job/a', change: 'created', fields: [] },
        { line: 3, name: 'job/b', change: 'created', fields: [] },
      ],
    });
    expect([await rowsOf('import_chunks', queued.id), await rowsOf('import_deeds', queued.id)]).toEqual([0, 2]);
  });

  it('tried shows which fields of which cameras would change, and changes nothing', async () => {
    const text = line({ id: 'job/a', title: 'Gate', city: 'Delft' }) + line({ id: 'job/new' });
    const tried = await run(text, { dryRun: true });
    expect(tried).toMatchObject({ status: 'done', created: 1, updated: 1 });
    expect(tried.changes).toEqual(
      expect.arrayContaining([
        { line: 1, name: 'job/a', change: 'updated', fields: expect.arrayContaining(['title', 'city']) },
        { line: 2, name: 'job/new', change: 'created', fields: [] },
      ]),
    );
    expect(await cameras().find(system, { name: 'job/new' })).toBeUndefined();
    await expect(jobs().undo(system, tried.id)).rejects.toMatchObject({ code: 'object.taken' });
  });

  it('is taken back: what it made is gone, what it changed is as before, and what somebody has changed since stays', async () => {
    await run(['one', 'two', 'three'].map((id) => line({ id: `undo/${id}`, title: 'before' })).join(''));
    const job = await run(
      ['one', 'two', 'four', 'five'].map((id) => line({ id: `undo/${id}`, title: 'after' })).join(''),
    );
    expect(job).toMatchObject({ created: 2, updated: 2 });
    await cameras().update(system, { name: 'undo/two' }, { city: 'Delft' });
    await cameras().update(system, { name: 'undo/five' }, { city: 'Delft' });
    expect(await jobs().undo(system, job.id)).toMatchObject({ status: 'queued' });
    await worker().drain();
    const undone = await jobs().get(system, job.id);
    expect(undone).toMatchObject({ status: 'undone', undone: 2 });
    expect(undone.conflicts.map(({ name }) => name).toSorted()).toEqual(['undo/five', 'undo/two']);
    expect(undone.conflicts[0]?.reason).toBe('somebody has changed it since');
    expect((await cameras().get(system, { name: 'undo/one' })).title).toBe('before');
    expect((await cameras().get(system, { name: 'undo/two' })).title).toBe('after');
    expect(await cameras().find(system, { name: 'undo/four' })).toBeUndefined();
    await expect(jobs().undo(system, job.id)).rejects.toMatchObject({ code: 'object.taken' });
  });

  it('prunes the cameras of its source that are gone, and gives them back with their logins', async () => {
    const row = (id: string): string =>
      line({ id: `prune/${id}`, stream_url: `rtsp://ann:s3cret@${id}.example/1`, source: 'city' });
    await run(row('a') + row('b') + line({ id: 'prune/other' }));
    const before = await cameras().get(system, { name: 'prune/b' });
    const tried = await run(row('a'), { prune: true, source: 'city', dryRun: true });
    expect(tried).toMatchObject({ pruned: 1, unchanged: 1 });
    expect(tried.changes).toEqual([{ line: 0, name: 'prune/b', change: 'pruned', fields: [] }]);
    const spoilt = await run(`${row('a')}x\n`, { prune: true, source: 'city' });
    expect(spoilt).toMatchObject({ pruned: 0, warnings: [{ reason: expect.stringContaining('nothing was pruned') }] });
    const job = await run(row('a'), { prune: true, source: 'city' });
    expect(job).toMatchObject({ status: 'done', pruned: 1 });
    expect(await cameras().find(system, { name: 'prune/b' })).toBeUndefined();
    await jobs().undo(system, job.id);
    await worker().drain();
    expect(await cameras().get(system, { name: 'prune/b' })).toMatchObject({
      objectId: before.objectId,
      streamUrl: before.streamUrl,
      hasCredentials: true,
    });
    await expect(queue(row('a'), { prune: true })).rejects.toMatchObject({ code: 'object.invalid' });
  });

  it('is worked on by one of many workers', async () => {
    const queued = await Promise.all(
      Array.from({ length: 6 }, (_, index) => queue(line({ id: `many/${index}`, title: 'x' }))),
    );
    const done = await Promise.all([worker().drain(), worker().drain(), worker().drain()]);
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(6);
    for (const { id } of queued) expect(await jobs().get(system, id)).toMatchObject({ status: 'done', created: 1 });
  });

  it('goes on behind its last batch when its process is gone, and the old process writes no more', async () => {
    const text = Array.from({ length: 1200 }, (_, index) => line({ id: `gone/${index}` })).join('');
    const { id } = await queue(text);
    const leased = await store().lease('the process that dies');
    expect(leased?.id).toBe(id);
    const journal: ImportJournal = {
      skip: 0,
      rejectedBefore: 0,
      save: async (span, manager) => {
        if (span.rows > 500) throw new Error('the process dies');
        await store().save({ id, task: { dryRun: false } }, 'the process that dies', span, manager);
      },
    };
    const imports = core.app.get(CameraImportService);
    await expect(imports.run(system, store().content(id), { organizationId, journal })).rejects.toThrow(
      'the process dies',
    );
    expect(await worker().drain()).toBe(0);
    clock().travel(61);
    expect(await worker().drain()).toBe(1);
    expect(await jobs().get(system, id)).toMatchObject({ status: 'done', created: 1200, rowsDone: 1200 });
    await expect(
      imports.run(system, pieces(line({ id: 'gone/late' })), { organizationId, journal }),
    ).rejects.toBeInstanceOf(LeaseLost);
    expect(await cameras().find(system, { name: 'gone/late' })).toBeUndefined();
  });

  it('ends where it is cancelled', async () => {
    const waiting = await queue(line({ id: 'cancel/a' }));
    expect(await jobs().cancel(system, waiting.id)).toMatchObject({ status: 'cancelled' });
    const running = await queue(line({ id: 'cancel/b' }));
    await store().lease('somebody');
    await jobs().cancel(system, running.id);
    clock().travel(61);
    await worker().drain();
    expect(await jobs().get(system, running.id)).toMatchObject({ status: 'cancelled', created: 0 });
    expect(await cameras().find(system, { name: 'cancel/b' })).toBeUndefined();
    await expect(jobs().cancel(system, running.id)).rejects.toMatchObject({ code: 'object.taken' });
  });

  it('of a file that is not understood fails, and says why', async () => {
    expect(await run('foo,bar\n1,2\n')).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('names no known column'),
      created: 0,
    });
  });

  it('is its maker’s and the administrators’ alone, and ends with their account', async () => {
    const users = core.app.get(UsersService);
    const [ann, bob] = await Promise.all(
      ['job-ann', 'job-bob'].map((login) => users.create({ login, password: 'a long password of theirs' })),
    ).then((made) => made.map(({ user }) => user));
    const callers = await Promise.all(
      [ann, bob].map(async (user) => (await core.app.get(UserStandingsService).find(user?.id ?? 0))?.caller),
    );
    const [first = system, second = system] = callers;
    await expect(queue(line({ id: 'own/a' }), {}, first)).rejects.toMatchObject({ code: 'camera.forbidden' });
    const flags = { canViewStreams: true, canEditStreams: true };
    await core.app.get(OrganizationsService).addMember(organizationId, ann?.id ?? 0, flags);
    const job = await queue(line({ id: 'own/a' }), {}, first);
    await expect(jobs().get(second, job.id)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(jobs().undo(second, job.id)).rejects.toMatchObject({ code: 'object.not-found' });
    expect((await jobs().list(first, { where: [] }, { limit: 10 })).items.map(({ id }) => id)).toEqual([job.id]);
    await worker().drain();
    expect(await jobs().get(first, job.id)).toMatchObject({ status: 'done', created: 1 });
    const late = await queue(line({ id: 'own/b' }), {}, first);
    await users.update(ann?.id ?? 0, { disabled: true });
    await worker().drain();
    expect(await jobs().get(system, late.id)).toMatchObject({ status: 'failed', created: 0 });
  });
});

describe('an import that ended long ago', () => {
  const retention = (): ImportRetention =>
    new ImportRetention(store(), core.app.get(CameraProvenanceStore), core.app.get(Config));
  const day = 86_400;

  it('is removed with what it did and cannot be taken back; its cameras still know where they come from', async () => {
    const old = await run(line({ id: 'kept/a' }) + line({ id: 'kept/gone' }), { source: 'kept' });
    await cameras().remove(system, { name: 'kept/gone' });
    clock().travel(89 * day);
    const young = await run(line({ id: 'kept/b' }));
    await retention().remove();
    expect(await jobs().get(system, old.id)).toMatchObject({ status: 'done' });
    clock().travel(2 * day);
    const waiting = await queue(line({ id: 'kept/c' }));
    expect(await retention().remove()).toBeGreaterThan(0);
    await expect(jobs().undo(system, old.id)).rejects.toMatchObject({ code: 'object.not-found' });
    expect(await rowsOf('import_deeds', old.id)).toBe(0);
    expect(await rowsOf('camera_provenance', old.id)).toBe(1);
    expect(await core.app.get(CameraProvenanceService).find(system, { name: 'kept/a' })).toMatchObject({
      importId: old.id,
      source: 'kept',
    });
    expect(await jobs().get(system, young.id)).toMatchObject({ status: 'done' });
    expect(await rowsOf('import_deeds', young.id)).toBe(1);
    await worker().drain();
    expect(await jobs().get(system, waiting.id)).toMatchObject({ status: 'done', created: 1 });
  });
});
