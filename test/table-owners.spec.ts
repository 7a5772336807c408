import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { entities } from '../src/database/entities.js';

/** Every table with the module that alone writes it: the one in whose folder its entity is. */
const owners = ownersOfTables();
const tables = [...owners.keys()].join('|');
const writing = [
  new RegExp(`\\b(?:insert\\s+into|update|delete\\s+from|truncate)\\s+(?:only\\s+)?"?(${tables})\\b`, 'gi'),
];
const reading = [
  new RegExp(`\\b(?:from|join|using)\\s+(?:only\\s+)?"?(${tables})\\b`, 'gi'),
  // Lists state `from: 'folders f'`, and some functions return a FROM clause: there the alias shows that it is a table.
  new RegExp(`["'\`\\s](${tables})\\s+(?!(?:a|an|as|at|by|do|if|in|is|it|no|of|on|or|so|to)\\b)[a-z]{1,2}\\b`, 'g'),
];

/** Tables of other modules that a module reads, each with the reason; by module. A new one is added here on purpose. */
const foreignReads: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  access: {
    cameras:
      'visibility and counts are decided in the statement that reads (see `visible-cameras.ts`); quotas count them',
    users: 'members and holders of permissions by login; the first administrator; a lock on whose permissions change',
  },
  auth: {
    memberships: 'members of an organization that requires a second factor must have one when they sign in',
    organizations: 'an organization requires a second factor',
  },
  audit: { users: 'who did it: the login of an id, and the ids of a login' },
  cameras: {
    organizations: 'the title of a camera’s organization is sorted and filtered by; presets belong to organizations',
    users: 'the id of who changed a preset',
  },
  federation: { users: 'a lock on the person whose last way in must not go' },
  layouts: {
    cameras: 'cells and groups name cameras, and show those that the caller sees',
    users: 'groups name users, by login',
  },
  notifications: {
    cameras: 'events and subscriptions name cameras, and show those that the caller sees',
    organizations: 'a webhook may be for one organization, which its owner must see',
    users: 'senders and recipients of messages, by login',
  },
  playback: {
    cameras: 'a question of a media server names a camera; shares and streamers name cameras',
    users: 'the login of who made a zone',
  },
};

describe('a table', () => {
  const sources = sourcesOf('src');

  it('is written by its own module only', () => {
    const foreign = sources.flatMap(({ file, module, code }) =>
      tablesIn(code, writing)
        .filter((table) => owners.get(table) !== module)
        .map((table) => `${file} writes ${table}`),
    );
    expect(foreign).toEqual([]);
  });

  it('is read by another module only where the list says so, with the reason', () => {
    const found = new Map<string, Set<string>>();
    for (const { module, code } of sources)
      for (const table of tablesIn(code, reading))
        if (owners.get(table) !== module) found.set(module, (found.get(module) ?? new Set()).add(table));
    const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();
    const listed = Object.entries(foreignReads).map(([module, read]) => [module, sorted(Object.keys(read))]);
    expect(Object.fromEntries([...found].map(([module, read]) => [module, sorted(read)]))).toEqual(
      Object.fromEntries(listed),
    );
  });

  it.each([
    ["manager.query('update cameras set folder_id = $2')", ['cameras']],
    ['`insert into camera_changes (camera_object_id) select object_id from removed`', ['camera_changes']],
    ['`with gone as (DELETE FROM cameras c WHERE c.id = $1)`', ['cameras']],
    ["'select from cameras where id = $1 for update of c'", []],
    ['// update cameras set id = 1', []],
  ])('%s is recognised as a write of %j', (code, expected) => {
    expect(tablesIn(withoutComments(code), writing)).toEqual(expected);
  });

  it.each([
    ["'select c.id from cameras c join folders f on true'", ['cameras', 'folders']],
    ["const source = { from: 'folders f' }", ['folders']],
    ['`delete from camera_permissions p using cameras c`', ['camera_permissions', 'cameras']],
    ["'the cameras of a folder'", []],
  ])('%s is recognised as a read of %j', (code, expected) => {
    expect([...new Set(tablesIn(withoutComments(code), reading))]).toEqual(expected);
  });

  it('has an owner', () => {
    expect(owners.get('cameras')).toBe('cameras');
    expect(owners.size).toBe(entities.length);
  });
});

function ownersOfTables(): ReadonlyMap<string, string> {
  const imports = readFileSync('src/database/entities.ts', 'utf8').matchAll(/import \{ (\w+) \} from '\.\.\/(\w+)\//g);
  const modules = new Map([...imports].map(([, entity = '', module = '']) => [entity, module]));
  return new Map(
    getMetadataArgsStorage().tables.flatMap(({ name, target }) => {
      const module = typeof target === 'function' ? modules.get(target.name) : undefined;
      return name === undefined || module === undefined ? [] : [[name, module]];
    }),
  );
}

function tablesIn(code: string, patterns: readonly RegExp[]): readonly string[] {
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, table = '']) => table.toLowerCase()));
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
}

interface Source {
  readonly file: string;
  readonly module: string;
  readonly code: string;
}

function sourcesOf(folder: string): readonly Source[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // Dialects cannot query: dependency-cruiser keeps TypeORM out of them.
      .filter(
        (name) =>
          /^(?!dialects)[^/]+\/.*\.ts$/.test(name) && !name.endsWith('.spec.ts') && !name.includes('migrations/'),
      )
      .map((name) => ({
        file: join(folder, name),
        module: name.split('/')[0] ?? '',
        code: withoutComments(readFileSync(join(folder, name), 'utf8')),
      }))
  );
}
