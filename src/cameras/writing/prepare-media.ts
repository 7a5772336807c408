import { isDeepStrictEqual } from 'node:util';
import type { CameraMedia, CameraMediaChange } from '../camera-media.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';
import { secretOf, type UrlSecret } from '../secrets/camera-secrets.js';
import { splitUrl } from '../secrets/credentials.js';
import { mergePatch } from './json-rules.js';
import { checkMediaSize } from './media-rules.js';

/** A camera's media, and the secrets of the URLs in them. */
export interface PreparedMedia {
  readonly media: CameraMedia;
  readonly secrets: readonly UrlSecret[];
}

/**
 * The media of a camera after a change.
 * @param start the media that stay where the change leaves something out
 * @param change null clears everything
 * @param effective the media as clients read them, with those of the preset: what a client merely sends back is no change
 * @param fixed the preset decides `dvr` and `vision`: the change's are ignored
 * @throws DomainError camera.invalid (media) when it grows too large
 */
export function prepareMedia(
  start: CameraMedia,
  change: CameraMediaChange | null | undefined,
  effective: CameraMedia | undefined,
  fixed: boolean,
): PreparedMedia {
  if (change === undefined) return withSecrets(start);
  if (change === null) return { media: {}, secrets: [] };
  const patch = withoutUnchanged(change, start, effective);
  const { dvr: _dvr, vision: _vision, ...open } = patch;
  const merged = mergePatch(base(start, effective, patch), (fixed ? open : patch) as JsonObject);
  // The border where the merge of checked media is media.
  const prepared = withSecrets(withoutEmpty(merged) as CameraMedia);
  checkMediaSize(prepared.media);
  return prepared;
}

/** Drops values of the preset that the client merely sends back: they do not become the camera's own. */
function withoutUnchanged(
  change: CameraMediaChange,
  own: CameraMedia,
  effective: CameraMedia | undefined,
): CameraMediaChange {
  if (!effective) return change;
  const { dvr, vision, ...rest } = change;
  const isUnchanged = (key: string, value: unknown): boolean =>
    isDeepStrictEqual(value, effective.dvr?.[key as keyof typeof effective.dvr]) && !(own.dvr && key in own.dvr);
  const ownDvr = dvr && Object.fromEntries(Object.entries(dvr).filter(([key, value]) => !isUnchanged(key, value)));
  const isVisionUnchanged = own.vision === undefined && isDeepStrictEqual(vision, effective.vision);
  return {
    ...rest,
    ...(dvr === undefined ? {} : { dvr: ownDvr }),
    ...(vision === undefined || isVisionUnchanged ? {} : { vision }),
  };
}

/** A change of a part of the preset's `vision` is merged into all of it. */
function base(start: CameraMedia, effective: CameraMedia | undefined, patch: CameraMediaChange): JsonObject {
  const inherited = start.vision === undefined && isJsonObject(patch.vision) && effective?.vision !== undefined;
  return { ...start, ...(inherited ? { vision: effective.vision } : {}) };
}

/** An object of which every part was cleared is left out. */
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
