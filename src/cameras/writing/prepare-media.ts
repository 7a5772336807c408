import { isDeepStrictEqual } from 'node:util';
import type { CameraMedia, CameraMediaChange } from '../camera-media.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';
import { secretOf, type UrlSecret } from '../secrets/camera-secrets.js';
import { splitUrl } from '../secrets/credentials.js';
import { mergePatch } from './json-rules.js';
import { checkMediaSize } from './media-rules.js';

/** What is kept about a camera, and what belongs to the URLs in it. */
export interface PreparedMedia {
  readonly media: CameraMedia;
  readonly secrets: readonly UrlSecret[];
}

/**
 * What a change makes of the media of a camera.
 * @param start what holds where the change says nothing
 * @param change null clears everything
 * @param shown as the camera showed it, what its preset says included: what comes back as it was shown is no change
 * @param fixed the preset decides `dvr` and `vision`: the change's are passed over
 * @throws DomainError camera.invalid (media) when it grows too large
 */
export function prepareMedia(
  start: CameraMedia,
  change: CameraMediaChange | null | undefined,
  shown: CameraMedia | undefined,
  fixed: boolean,
): PreparedMedia {
  if (change === undefined) return withSecrets(start);
  if (change === null) return { media: {}, secrets: [] };
  const patch = withoutEchoes(change, start, shown);
  const { dvr: _dvr, vision: _vision, ...open } = patch;
  const merged = mergePatch(base(start, shown, patch), (fixed ? open : patch) as JsonObject);
  // The border where a checked change of media has made media.
  const settled = withSecrets(withoutEmpty(merged) as CameraMedia);
  checkMediaSize(settled.media);
  return settled;
}

/** What the preset says and the change repeats is not the camera's own. */
function withoutEchoes(change: CameraMediaChange, own: CameraMedia, shown: CameraMedia | undefined): CameraMediaChange {
  if (!shown) return change;
  const { dvr, vision, ...rest } = change;
  const echoes = (key: string, value: unknown): boolean =>
    isDeepStrictEqual(value, shown.dvr?.[key as keyof typeof shown.dvr]) && !(own.dvr && key in own.dvr);
  const ownDvr = dvr && Object.fromEntries(Object.entries(dvr).filter(([key, value]) => !echoes(key, value)));
  const isEcho = own.vision === undefined && isDeepStrictEqual(vision, shown.vision);
  return {
    ...rest,
    ...(dvr === undefined ? {} : { dvr: ownDvr }),
    ...(vision === undefined || isEcho ? {} : { vision }),
  };
}

/** A change of a part of the preset's `vision` is made to the whole of it. */
function base(start: CameraMedia, shown: CameraMedia | undefined, patch: CameraMediaChange): JsonObject {
  const inherited = start.vision === undefined && isJsonObject(patch.vision) && shown?.vision !== undefined;
  return { ...start, ...(inherited ? { vision: shown.vision } : {}) };
}

/** An object of which every part was cleared says nothing. */
function withoutEmpty(media: JsonValue): JsonValue {
  if (!isJsonObject(media)) return {};
  const parts = new Set(['dvr', 'onvif', 'agent']);
  return Object.fromEntries(
    Object.entries(media).filter(
      ([key, value]) => !parts.has(key) || (isJsonObject(value) && Object.keys(value).length > 0),
    ),
  );
}

/** Takes the logins out of its URLs. */
function withSecrets(media: CameraMedia): PreparedMedia {
  const { substreamUrl, thumbnailsUrl, onvif } = media;
  const splits = [substreamUrl, thumbnailsUrl, onvif?.url].flatMap((url) => (url === undefined ? [] : [splitUrl(url)]));
  const urls = (url: string | undefined): string | undefined => (url === undefined ? undefined : splitUrl(url).url);
  return {
    media: {
      ...media,
      ...(substreamUrl === undefined ? {} : { substreamUrl: urls(substreamUrl) }),
      ...(thumbnailsUrl === undefined ? {} : { thumbnailsUrl: urls(thumbnailsUrl) }),
      ...(onvif?.url === undefined ? {} : { onvif: { ...onvif, url: urls(onvif.url) } }),
    } as CameraMedia,
    secrets: splits.map(({ url, credentials }) => secretOf(url, credentials)),
  };
}
