/** Why a value is refused, where the code and the field alone do not tell. Each dialect that has sentences has one for each. */
export const refusals = [
  'grant-without-view',
  'edit-only-on-organization',
  'ptz-only-with-edit',
  'ends-before-it-begins',
  'over-already',
  'root-folder-stays',
  'folder-below-itself',
  'folder-too-deep',
  'no-such-field',
  'prune-without-source',
  'no-web-url',
  'events-unknown',
  'search-words',
  'search-range',
  'search-ring',
  'search-edges',
  'search-value',
] as const;
export type Refusal = (typeof refusals)[number];
