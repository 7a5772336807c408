import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compileSources } from '../support/compiled.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { oneStory } from '../support/story.js';

oneStory();

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let database: TestDatabase;
let compiled: Compiled;
let north: number;
let south: number;

/** The real command in a process of its own, with no terminal. */
async function run(args: readonly string[], input = ''): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env;
  const CAMGATE_SECRET = 'the master secret of the tests, 32+ characters';
  const child = spawn(process.execPath, [join(compiled.dist, 'cli/main.js'), ...args], {
    env: { PATH, HOME, DATABASE_URL: database.url, CAMGATE_SECRET },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

async function json(args: readonly string[], input = ''): Promise<unknown> {
  const { code, stdout, stderr } = await run([...args, '--json'], input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function ask<Row extends object>(sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const names = async (...args: readonly string[]): Promise<readonly string[]> =>
  ((await json(['camera', 'list', ...args])) as readonly { readonly name: string }[]).map(({ name }) => name);

beforeAll(async () => {
  [database, compiled] = await Promise.all([cloneDatabase(), compileSources()]);
  north = ((await json(['org', 'create', '--title', 'North'])) as { id: number }).id;
  south = ((await json(['org', 'create', '--title', 'South'])) as { id: number }).id;
  const rows = [
    { name: 'tower', title: 'The tower', latitude: 48.8584, longitude: 2.2945, frame_rate: 25, tags: ['Old'] },
    {
      name: 'bridge',
      title: 'The bridge',
      latitude: 48.8637,
      longitude: 2.3136,
      frame_rate: 1,
      tags: ['Old', 'water'],
    },
    {
      name: 'beach',
      title: 'The beach',
      latitude: 43.6947,
      longitude: 7.2653,
      stream_url: 'rtsp://u:hunter2@c.example/1',
    },
    { name: 'harbour', title: 'The harbour', latitude: 53.5461, longitude: 9.9661 },
  ];
  const file = rows.map((row) => JSON.stringify(row)).join('\n');
  await json(['import', '-', '--organization', String(north)], file);
});
afterAll(async () => {
  compiled.remove();
  await database.drop();
});

describe('camgate camera list and show', { timeout: 120_000 }, () => {
  it('finds cameras by the filters of REST', async () => {
    expect(await names()).toEqual(['tower', 'bridge', 'beach', 'harbour']);
    expect(await names('--country', 'FR', '--where', 'frame_rate[gte]=5')).toEqual(['tower']);
    expect(await names('--country', 'DE', '--country', 'FRA', '--sort', '-title', '--limit', '2')).toEqual([
      'tower',
      'harbour',
    ]);
    expect(await names('--near', '48.8584,2.2945', '--radius', '5000')).toEqual(['tower', 'bridge']);
    expect(await names('--tag', 'WATER', '--q', 'bridge', '--organization', String(north))).toEqual(['bridge']);
    expect(await names('--organization', String(south))).toEqual([]);
  });

  it('is a table for people, which says where there are more', async () => {
    const { stdout } = await run(['camera', 'list', '--limit', '1']);
    expect(stdout).toMatch(/^id +name +title[^\n]*\n\d+ +tower +The tower +FR +Paris[^\n]*\nThere are more; [^\n]*\n$/);
    const near = await run(['camera', 'list', '--near', '48.8584,2.2945', '--limit', '2']);
    expect(near.stdout).toMatch(/metres\n[^\n]* 0\n[^\n]* 15\d\d\n/);
  });

  it('shows one by its name or id, never with a password', async () => {
    const shown = (await json(['camera', 'show', 'beach'])) as { id: number };
    expect(shown).toMatchObject({ name: 'beach', organization_id: north, has_credentials: true, country: 'FR' });
    expect(await json(['camera', 'show', String(shown.id)])).toEqual(shown);
    expect(await json(['camera', 'show', `id:${shown.id}`])).toEqual(shown);
    const { stdout } = await run(['camera', 'show', 'beach']);
    expect(stdout).toMatch(/^latitude +43\.6947$/m);
    expect(stdout + JSON.stringify(shown)).not.toContain('hunter2');
    expect(await run(['camera', 'show', 'nowhere'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no camera nowhere.\n',
    });
  });

  it('takes no name of digits for another camera’s id', async () => {
    const { id } = (await json(['camera', 'show', 'tower'])) as { id: number };
    await json(['import', '-', '--organization', String(north)], JSON.stringify({ name: String(id), title: 'Digits' }));
    const refused = await run(['camera', 'delete', String(id)]);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`say id:`) });
    const digits = refused.stderr.match(/camera (\d+) and/)?.[1] ?? '';
    expect(await json(['camera', 'delete', `id:${digits}`])).toEqual([
      { id: Number(digits), name: String(id), deleted: true },
    ]);
  });
});

describe('camgate camera set, move, tag and delete', { timeout: 120_000 }, () => {
  it('shows with --dry-run what would change, what follows from it included, and changes nothing', async () => {
    const before = await json(['camera', 'show', 'harbour']);
    const args = ['camera', 'set', 'harbour', 'title=Museum', 'latitude=48.8606', 'longitude=2.3376', '--dry-run'];
    expect(await json(args)).toMatchObject({
      name: 'harbour',
      dry_run: true,
      changes: {
        title: { from: 'The harbour', to: 'Museum' },
        latitude: { from: 53.5461, to: 48.8606 },
        country: { from: 'DE', to: 'FR' },
      },
    });
    const { stdout } = await run(args);
    expect(stdout).toContain('harbour would be changed\n');
    expect(stdout).toContain('  title: The harbour -> Museum\n');
    expect(await json(['camera', 'show', 'harbour'])).toEqual(before);
  });

  it('changes and clears fields, and says it in the audit log as the command line', async () => {
    const changed = await json(['camera', 'set', 'harbour', 'title=', 'enabled=false', 'frame_rate=0.5', 'tags=a,b']);
    expect(changed).toMatchObject({ title: null, enabled: false, frame_rate: 0.5, tags: ['a', 'b'], version: 2 });
    expect(await json(['camera', 'show', 'harbour'])).toEqual(changed);
    expect((await run(['camera', 'set', 'harbour', 'enabled=false'])).stdout).toBe('harbour stays as it is.\n');
    const secret = await run(['camera', 'set', 'beach', 'stream_url=rtsp://u:other2@c.example/1']);
    expect(secret).toMatchObject({ code: 0, stdout: expect.stringContaining('not shown') });
    expect(secret.stdout).not.toContain('other2');
    const actors = await ask("select distinct actor from audit_events where event = 'camera_updated'");
    expect(actors).toEqual([{ actor: 'cli' }]);
  });

  it('refuses what cannot be, in one sentence that names the camera', async () => {
    expect(await run(['camera', 'set', 'harbour', 'folder_id=999999'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'harbour: The organization of the camera has no such folder.\n',
    });
    expect(await run(['camera', 'move', 'tower', 'harbour', '--organization', '999999'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^tower: [^\n]+\n$/),
    });
  });

  it('moves cameras into a folder and to another organization, all or none', async () => {
    const [folder] = await ask<{ id: number }>(
      `insert into folders (organization_id, parent_id, title) select ${north}, id, 'Yard' from folders
         where organization_id = ${north} and parent_id is null returning id`,
    );
    const id = folder?.id ?? 0;
    const trial = await json(['camera', 'move', 'tower', 'bridge', '--folder', String(id), '--dry-run']);
    expect(trial).toMatchObject([{ name: 'tower', folder_id: id, dry_run: true }, { name: 'bridge' }]);
    expect(await names('--folder', String(id))).toEqual([]);
    await json(['camera', 'move', 'tower', 'bridge', '--folder', String(id)]);
    expect(await names('--folder', String(id))).toEqual(['tower', 'bridge']);
    await json(['camera', 'move', 'tower', '--folder', 'root']);
    expect(await names('--folder', String(id))).toEqual(['bridge']);
    const gone = await json(['camera', 'move', 'bridge', '--organization', String(south)]);
    expect(gone).toEqual([
      { id: expect.any(Number), name: 'bridge', organization_id: south, folder_id: expect.any(Number) },
    ]);
    expect((await run(['camera', 'move', 'tower', 'bridge', '--folder', String(id)])).code).toBe(1);
    expect(await names('--folder', String(id))).toEqual([]);
  });

  it('adds and removes tags, whatever their case', async () => {
    expect(await json(['camera', 'tag', 'tower', 'bridge', '--add', 'gate, Water', '--remove', 'OLD'])).toMatchObject([
      { name: 'tower', tags: ['gate', 'Water'] },
      { name: 'bridge', tags: ['water', 'gate'] },
    ]);
    await json(['camera', 'tag', 'tower', '--remove', 'gate', '--dry-run']);
    expect(await names('--tag', 'gate')).toEqual(['tower', 'bridge']);
  });

  it('deletes cameras, all or none, without a question where nobody sits at a terminal', async () => {
    expect(await json(['camera', 'delete', 'tower', '--dry-run'])).toEqual([
      { id: expect.any(Number), name: 'tower', deleted: false, dry_run: true },
    ]);
    expect((await run(['camera', 'delete', 'tower', 'nowhere'])).code).toBe(1);
    expect(await names()).toContain('tower');
    expect((await run(['camera', 'delete', 'tower', 'bridge', '--yes'])).stdout).toBe('tower, bridge are deleted.\n');
    expect(await names()).toEqual(['beach', 'harbour']);
  });
});
