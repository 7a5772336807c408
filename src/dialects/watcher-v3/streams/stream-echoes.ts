import { isDeepStrictEqual } from 'node:util';
import type { Camera, CameraDraft, CameraMediaChange } from '#cameras';
import { postalAddressOf } from './stream.fields.js';

/** What was shown although nobody said it, and comes back as it was shown, is still said by nobody. */
export function withoutEchoes(draft: CameraDraft, before: Camera): CameraDraft {
  const { media, ...others } = draft;
  if (!media) return draft;
  const { postalAddress, static: runs, ...rest } = media;
  const isAddressShown = before.media.postalAddress === undefined && postalAddress === postalAddressOf(before);
  const isStaticShown = before.media.static === undefined && runs === true;
  const kept: CameraMediaChange = {
    ...rest,
    ...(postalAddress === undefined || isAddressShown ? {} : { postalAddress }),
    ...(runs === undefined || isStaticShown ? {} : { static: runs }),
  };
  return Object.keys(kept).length === 0 ? others : { ...others, media: kept };
}

/** Whether a draft says nothing but what is so already. */
export function repeats(draft: CameraDraft, before: Camera): boolean {
  const { media, ...others } = withoutEchoes(draft, before);
  const current: Readonly<Record<string, unknown>> = { ...before };
  const isSame = Object.entries(others).every(([key, value]) => isAlike(value, current[key]));
  return isSame && isPartOf(media ?? {}, before.media);
}

/** Whether each key that a change names is so already; null names what is missing. */
function isPartOf(change: object, whole: object): boolean {
  const known: Readonly<Record<string, unknown>> = { ...whole };
  return Object.entries(change).every(([key, value]: [string, unknown]) => {
    const now = known[key];
    if (value === null || value === undefined) return now === undefined || now === null;
    if (typeof value !== 'object' || Array.isArray(value)) return isAlike(value, now);
    return typeof now === 'object' && now !== null && isPartOf(value, now);
  });
}

/** As JSON: what is undefined is not there, and a class is no more than its fields. */
function isAlike(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => (isEmptyObject(part) ? undefined : part)) ?? 'null');
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}
