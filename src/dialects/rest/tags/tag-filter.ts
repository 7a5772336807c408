import type { TagCondition } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { splitParameter } from '../resources/list-request.js';

/** `tags=a,b`: one of them; `tags[all]`, `tags[ne]`: all, none of them; `tags[exists]`: any at all. */
const words = { eq: 'any', in: 'any', any: 'any', all: 'all', ne: 'none', none: 'none' } as const;
const mostTags = 100;

export function isTagFilter(parameter: string): boolean {
  return splitParameter(parameter).name === 'tags';
}

/** @throws InputError input.invalid */
export function readTagFilters(entries: readonly (readonly [string, unknown])[]): TagCondition | undefined {
  let found: TagCondition | undefined;
  for (const [parameter, value] of entries)
    found = { ...found, ...readTagFilter(parameter, [value].flat().map(String)) };
  return found;
}

function readTagFilter(parameter: string, texts: readonly string[]): TagCondition {
  const { word } = splitParameter(parameter);
  if (word === 'exists') {
    const [text] = texts;
    if (texts.length !== 1 || (text !== 'true' && text !== 'false'))
      throw InputError.at(parameter, 'isBoolean', `${parameter} takes true or false.`);
    return { exists: text === 'true' };
  }
  const key = Object.entries(words).find(([known]) => known === word)?.[1];
  if (key === undefined)
    throw InputError.at(parameter, 'known', 'Tags are found by tags, tags[all], tags[ne] and tags[exists].');
  const tags = texts.flatMap((text) => text.split(',')).map((tag) => tag.trim());
  if (tags.some((tag) => tag === '' || tag.length > 64 || tag.includes('\0')))
    throw InputError.at(parameter, 'length', `${parameter} takes tags of 1 to 64 characters.`);
  if (tags.length > mostTags) throw InputError.at(parameter, 'few', `${parameter} takes at most ${mostTags} tags.`);
  return { [key]: tags };
}

/** What OpenAPI says of them. */
export const tagParameters = [
  {
    name: 'tags',
    description: 'Filter: has one of these tags, whatever the case and the accents; separated by commas.',
  },
  { name: 'tags[all]', description: 'Filter: has all of these tags.' },
  { name: 'tags[ne]', description: 'Filter: has none of these tags.' },
  { name: 'tags[exists]', description: 'Filter: has tags, or has none.' },
].map((parameter) => ({ ...parameter, required: false, schema: { type: 'string' } }) as const);
