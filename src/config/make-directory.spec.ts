import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDirectory } from './make-directory.js';

const root = mkdtempSync(join(tmpdir(), 'camgate-make-'));

afterAll(() => rmSync(root, { recursive: true }));

describe('a directory', () => {
  it('is made with those above it, once', () => {
    const path = join(root, 'a', 'b', 'c');
    expect(makeDirectory(path)).toBe(true);
    expect(existsSync(path)).toBe(true);
    expect(makeDirectory(path)).toBe(false);
  });

  it('in the place of a file, or below one, is an error', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => makeDirectory(join(root, 'file'))).toThrow('EEXIST');
    expect(() => makeDirectory(join(root, 'file', 'below'))).toThrow('ENOTDIR');
  });

  it.runIf(process.platform === 'linux')(
    'where the file system denies that there is anything is refused at once',
    () => {
      expect(() => makeDirectory('/proc/camgate/below')).toThrow('ENOENT');
    },
  );
});
