/** Why a value is refused, where the code and the field alone do not tell. */
export type Refusal =
  | 'grant-without-view'
  | 'edit-only-on-organization'
  | 'ptz-only-with-edit'
  | 'ends-before-it-begins'
  | 'over-already'
  | 'root-folder-stays'
  | 'folder-below-itself'
  | 'folder-too-deep'
  | 'no-such-field'
  | 'prune-without-source'
  | 'no-web-url'
  | 'events-unknown'
  | 'search-words'
  | 'search-range'
  | 'search-ring'
  | 'search-edges'
  | 'search-value';
