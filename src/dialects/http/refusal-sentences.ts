import type { Refusal } from '#errors';

/** What is said to whoever sent a value that is refused. */
export const refusalSentences: Readonly<Record<Refusal, string>> = {
  'grant-without-view': 'A grant allows view, and more only beside it.',
  'edit-only-on-organization': 'Only a grant on an organization allows edit.',
  'ptz-only-with-edit': 'On an organization, ptz goes with edit only.',
  'ends-before-it-begins': 'The end must be later than the beginning.',
  'over-already': 'The time is over already; it must be later than now.',
  'root-folder-stays':
    "An organization's root folder stays where it is; others go below a folder of the same organization.",
  'folder-below-itself': 'A folder cannot be moved into itself, or into one below it.',
  'folder-too-deep': 'Folders can be eight levels deep.',
  'no-such-field': 'Cameras have no such field.',
  'prune-without-source': 'prune needs a source: what is gone from it is deleted.',
  'no-web-url': 'The URL must begin with http:// or https://, and have no login, password and fragment.',
  'events-unknown': 'At least one event is needed, each of them known and named once.',
  'search-words': 'A search takes at most ten words.',
  'search-range': 'Latitudes are from -90 to 90, longitudes from -180 to 180, a radius is not negative.',
  'search-ring':
    'A ring has four positions or more, ends where it begins, and goes around the Earth once at most; latitudes are from -90 to 90.',
  'search-edges': 'The area is too intricate: it has at most 10,000 positions, and few edges one above the other.',
  'search-value': 'The search cannot be answered with this value.',
};
