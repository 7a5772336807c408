import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './config.js';
import type { RawSettings } from './secret-files.js';

/** The values of `.env`, and a warning for each line that does not mean what it seems to. */
export interface DotEnv {
  readonly values: RawSettings;
  readonly warnings: readonly string[];
}

/** @throws ConfigError when there is a file that cannot be read */
export function readDotEnv(file = '.env'): DotEnv {
  const bytes = bytesOf(file);
  if (bytes === undefined) return { values: {}, warnings: [] };
  if (bytes.includes(0)) throw new ConfigError(`The file ${file} is not text in UTF-8; save it so.`);
  // A byte order mark, as some editors write it, would become part of the first name.
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const values = { ...parseEnv(text) };
  return { values, warnings: oddities(text, values).map((oddity) => `The file ${file}: ${oddity}.`) };
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ConfigError(`The file ${file} cannot be read.`);
  }
}

/** Checks line by line; lines inside quotes that span several lines belong to a value. */
function oddities(text: string, values: RawSettings): readonly string[] {
  const found: string[] = [];
  const names = new Set<string>();
  let inside = '';
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const at = `line ${index + 1}`;
    if (inside !== '') {
      if (line.includes(inside)) inside = '';
      continue;
    }
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const equals = trimmed.indexOf('=');
    if (equals < 1) {
      found.push(`${at} has no name and = and is ignored`);
      continue;
    }
    const name = trimmed
      .slice(0, equals)
      .replace(/^export\s/, '')
      .trim();
    const value = trimmed.slice(equals + 1).trim();
    if (names.has(name)) found.push(`${at} sets ${name} again; the last one holds`);
    names.add(name);
    inside = openQuote(value, values[name] ?? '');
    if (inside === '' && isCut(value))
      found.push(`${at} loses what follows # in ${name}; put the value in single quotes to keep it`);
  }
  return found;
}

/** The quote that a value opens and that a later line closes. */
function openQuote(value: string, read: string): string {
  const [quote = ''] = value;
  return `"'\``.includes(quote) && quote !== '' && !value.slice(1).includes(quote) && read.includes('\n') ? quote : '';
}

/** People expect a space before a comment; the parser does not. */
function isCut(value: string): boolean {
  const hash = value.indexOf('#');
  return !/^["'`]/.test(value) && hash > 0 && !/\s/.test(value.charAt(hash - 1));
}
