import { type Camera, type CameraDraft, mediaOf } from '#cameras';
import type { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';

const usualPort = 80;

/** A new camera in the core's words. */
export function newCamera(body: NewCameraDto): CameraDraft {
  const { ip, port, url } = body;
  // Where both are given the URL wins, as on the original server.
  const reach =
    typeof url === 'string' ? reachedByUrl(url) : { kind: 'ip' as const, ip: ip ?? null, port: port ?? usualPort };
  return { ...fieldsOf(body), ...reach };
}

/** What a change makes of the camera as it stands, in the core's words. */
export function changeOf(body: CameraChangeDto): (camera: Camera) => CameraDraft {
  return (camera) => ({ ...fieldsOf(body), ...changedReach(body, camera) });
}

function fieldsOf(body: NewCameraDto | CameraChangeDto): CameraDraft {
  return {
    cameraId: body.camera_id,
    latitude: body.lat,
    longitude: body.lng,
    city: body.city,
    state: body.state,
    country: body.country,
    source: body.source,
    sourceUrl: body.source_url,
    description: body.description,
    isVideo: body.is_video,
    frameRate: body.framerate,
    outdoors: body.outdoors,
    traffic: body.traffic,
    inactive: body.inactive,
    resolutionWidth: body.resolution_w,
    resolutionHeight: body.resolution_h,
  };
}

function changedReach({ ip, port, url }: CameraChangeDto, camera: Camera): CameraDraft {
  const wasByAddress = camera.kind === 'ip';
  if (url !== undefined) {
    // Clients send back what they read: that must not make a camera lose its other URLs.
    const isShown = !wasByAddress && url === (camera.snapshotUrl ?? camera.streamUrl ?? camera.pageUrl);
    return isShown ? {} : { ip: null, port: null, protocol: null, ...reachedByUrl(url) };
  }
  if (ip !== undefined) {
    const kept = wasByAddress ? camera.port : null;
    const byAddress = { kind: 'ip' as const, ip, port: (port === undefined ? kept : port) ?? usualPort };
    return wasByAddress ? byAddress : { ...byAddress, snapshotUrl: null, streamUrl: null, protocol: null };
  }
  // A port without an address means nothing for a camera that has none.
  return port !== undefined && wasByAddress ? { port: port ?? usualPort } : {};
}

/** CAM2 v1 has one kind of URL; the other APIs have separate ones for pictures, streams and pages. */
function reachedByUrl(url: string): CameraDraft {
  const media = mediaOf(url) ?? 'picture';
  if (media === 'picture') return { kind: 'non_ip', snapshotUrl: url, streamUrl: null };
  if (media === 'page') return { kind: 'non_ip', snapshotUrl: null, streamUrl: null, pageUrl: url };
  return { kind: 'stream', snapshotUrl: null, streamUrl: url };
}
