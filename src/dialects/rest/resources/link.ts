import type { ApiPropertyOptions } from '@nestjs/swagger';

/** What can be included in answers about something else. */
export const linkKinds = [
  'organization',
  'user',
  'camera',
  'folder',
  'preset',
  'camera-actions',
  'folder-actions',
] as const;
export type LinkKind = (typeof linkKinds)[number];

/** What `include` adds to an item of a resource. */
export interface Link<Item> {
  readonly to: LinkKind;
  /** For OpenAPI: what is added. */
  readonly schema: ApiPropertyOptions;
  /** The number of what is added; null: there is none. */
  readonly number: (item: Item) => number | null | undefined;
}

/** By their names in `include` and in the answer. */
export type Links<Item> = ReadonlyMap<string, Link<Item>>;

export const includeName = 'include';
