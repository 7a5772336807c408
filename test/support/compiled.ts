import { transformFile } from '@swc/core';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The sources as JavaScript in a folder of their own, for tests that start real processes many times. */
export interface Compiled {
  /** The folder that takes the place of `dist`. */
  readonly dist: string;
  remove(): void;
}

/** A second or two; compiling anew in every process would cost five each time. */
export async function compileSources(): Promise<Compiled> {
  const folder = mkdtempSync(join(tmpdir(), 'camgate-compiled-'));
  chmodSync(folder, 0o755);
  copyFileSync('package.json', join(folder, 'package.json'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  await Promise.all(sources.map((name) => compile(name, join(folder, 'dist'))));
  return { dist: join(folder, 'dist'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function compile(name: string, dist: string): Promise<void> {
  const { code } = await transformFile(join('src', name), {
    swcrc: false,
    module: { type: 'nodenext' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  });
  const target = join(dist, name.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}
