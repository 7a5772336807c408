import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');

const upTo = (prefix: string, last: number, first = 1): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${prefix}-${index + first}`);

/** The ids of the project's security requirements. */
const requirements = [
  ...upTo('R-PWD', 6),
  ...upTo('R-ENUM', 4),
  ...upTo('R-LOCK', 6),
  ...upTo('R-ENT', 4),
  ...upTo('R-TOK', 10),
  ...upTo('R-AS', 11),
  'R-KEY',
  ...upTo('R-REF', 7),
  ...upTo('R-REV', 3),
  'R-KEYAPI',
  ...upTo('R-HDR', 6),
  ...upTo('R-SSRF', 8, 0),
  'R-ENC',
  'R-LOG',
  ...upTo('R-API', 10),
];

const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| R-'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id = '', holds = '', proof = '']) => ({ id, holds, proof }));

describe('docs/security.md', () => {
  it('has a row for every requirement, and one only', () => {
    expect(rows.map(({ id }) => id)).toEqual(requirements);
  });

  it.each(rows)('says of $id whether it holds, and why not where it does not', ({ holds, proof }) => {
    expect(['yes', 'partly', 'no']).toContain(holds);
    const needed =
      holds === 'yes' ? /`[\w./-]+\.spec\.ts`|R-|everything above/ : /later|proves nothing|by construction/;
    expect(proof).toMatch(needed);
  });

  it('names tests that exist', () => {
    const named = [...text.matchAll(/`((?:src|test)\/[\w./-]+\.ts)`/g)].map(([, file = '']) => file);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
