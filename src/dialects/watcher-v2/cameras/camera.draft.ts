import type { Camera, CameraDraft, CameraInput, CameraMediaChange } from '#cameras';
import { readCoordinates } from '../coordinates.js';
import { toDvr } from './archive.js';
import type { CameraBody } from './camera-body.dto.js';
import { readStreamUrl, withoutUrlOptions, writeStreamUrl } from './stream-url.js';

/** What is needed beside the request. */
export interface DraftSurroundings {
  /** The camera as it is. */
  readonly before?: Camera;
  /** The host of `streamer_id`; null: none, undefined: not in the request. */
  readonly streamerHostname?: string | null | undefined;
}

/** A request in the core's words; only what it names. */
export function toCameraDraft(body: CameraBody, { before, streamerHostname }: DraftSurroundings = {}): CameraDraft {
  const media = given(toMedia(body, streamerHostname));
  return given({
    title: body.title,
    description: body.comment,
    inputs: inputsOf(body.stream_url, before),
    snapshotUrl: body.thumbnails_url,
    enabled: body.enabled,
    ...placeOf(body.coordinates),
    organizationId: body.organization_id,
    folderId: body.folder_id,
    presetId: body.preset_id,
    media: Object.keys(media).length === 0 ? undefined : media,
  });
}

/**
 * The first input is the stream's URL. Its other options, and further inputs, stay; a URL that comes
 * back as it was read changes nothing, so that its sealed login stays.
 */
function inputsOf(text: string | null | undefined, before: Camera | undefined): readonly CameraInput[] | undefined {
  if (text === undefined) return undefined;
  const [first, ...others] = before?.inputs ?? [];
  if (text === null) return others;
  if (first !== undefined && text === writeStreamUrl(first)) return undefined;
  const { url, options: parsed } = readStreamUrl('stream_url', text);
  const options = { ...withoutUrlOptions(first?.options), ...parsed };
  return [{ url, ...(Object.keys(options).length === 0 ? {} : { options }) }, ...others];
}

function placeOf(coordinates: string | null | undefined): CameraDraft {
  if (coordinates === undefined) return {};
  return coordinates === null
    ? { latitude: null, longitude: null }
    : { ...readCoordinates('coordinates', coordinates) };
}

function toMedia(body: CameraBody, streamerHostname: string | null | undefined): CameraMediaChange {
  const dvr = toDvr(body);
  const onvif = given({ ptz: body.onvif_ptz, url: body.onvif_url, profile: body.onvif_profile });
  const { agent_id: id, agent_key: key, agent_model: model, agent_serial: serial } = body;
  const agent = given({ id, key, model, serial });
  return {
    static: body.static,
    videoOnly: body.video_only,
    thumbnails: body.thumbnails,
    motionDetectorEnabled: body.motion_detector_enabled,
    substreamUrl: body.substream_url,
    folderCoordinates: body.folder_coordinates,
    postalAddress: body.postal_address,
    externalId: body.extrenal_id === undefined ? body.external_id : body.extrenal_id,
    streamerHostname,
    dvr: Object.keys(dvr).length === 0 ? undefined : dvr,
    onvif: Object.keys(onvif).length === 0 ? undefined : onvif,
    agent: Object.keys(agent).length === 0 ? undefined : agent,
    vision: visionOf(body),
  };
}

function visionOf({ vision_enabled, vision_alg, vision_areas }: CameraBody): CameraMediaChange['vision'] | undefined {
  if (vision_enabled === false) return null;
  const vision = given({ alg: vision_alg, areas: vision_areas });
  return Object.keys(vision).length === 0 ? undefined : vision;
}

/** Only fields of the request: a key that is present sets or clears. */
type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function given<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Given<T>;
}
