import type { CameraInput, CameraMedia, CameraMediaChange } from './camera-media.js';

/** How a camera is reached: by address and paths, by a snapshot URL, or by a video stream URL. */
export const cameraKinds = ['ip', 'non_ip', 'stream'] as const;
export type CameraKind = (typeof cameraKinds)[number];

/** What a camera's URL speaks. */
export const cameraProtocols = [
  'http-image',
  'web-page',
  'hls',
  'mp4-clip',
  'youtube-page',
  'mjpeg',
  'rtsp',
  'rtmp',
] as const;
export type CameraProtocol = (typeof cameraProtocols)[number];

/** A network camera as the core knows it. Credentials are never part of it. */
export interface Camera {
  readonly id: number;
  readonly name: string;
  readonly objectId: string;
  readonly cameraId: number;
  readonly legacyCameraId: number | null;
  readonly organizationId: number;
  /** A folder of its organization. */
  readonly folderId: number;
  readonly presetId: number | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly kind: CameraKind;
  readonly protocol: string | null;
  readonly ip: string | null;
  readonly port: number | null;
  readonly brand: string | null;
  readonly model: string | null;
  readonly imagePath: string | null;
  readonly videoPath: string | null;
  readonly snapshotUrl: string | null;
  readonly streamUrl: string | null;
  readonly pageUrl: string | null;
  readonly hasCredentials: boolean;
  /** Where its media come from, the first one first; empty only where no URL and no address is known. */
  readonly inputs: readonly CameraInput[];
  readonly media: CameraMedia;
  /** WGS84 degrees, -90 to 90; null together with longitude. */
  readonly latitude: number | null;
  /** WGS84 degrees, -180 to 180. */
  readonly longitude: number | null;
  readonly city: string | null;
  readonly state: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** IANA time zone name. */
  readonly timezone: string | null;
  readonly source: string | null;
  readonly sourceUrl: string | null;
  readonly externalId: string | null;
  readonly license: string | null;
  readonly attribution: string | null;
  readonly direction: string | null;
  /** Pixels. */
  readonly resolutionWidth: number | null;
  /** Pixels. */
  readonly resolutionHeight: number | null;
  /** Frames a second, above 0. */
  readonly frameRate: number | null;
  readonly isVideo: boolean | null;
  readonly outdoors: boolean | null;
  readonly traffic: boolean | null;
  readonly inactive: boolean | null;
  /** Whether its source says that it delivers pictures. */
  readonly isActiveImage: boolean | null;
  /** Whether its source says that it delivers video. */
  readonly isActiveVideo: boolean | null;
  /** Seconds east of UTC, as its maker said; the time zone knows better where there is one. */
  readonly utcOffsetSeconds: number | null;
  /** Its maker's own words for the time zone, such as "Central European Summer Time"; never checked. */
  readonly timezoneCode: string | null;
  readonly timezoneName: string | null;
  /** Free texts: references often have no scheme. */
  readonly referenceLogo: string | null;
  readonly referenceUrl: string | null;
  readonly enabled: boolean;
  /** ISO date (YYYY-MM-DD). */
  readonly observedAt: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Who changed it last: a login, a program's client id, or `system`; null where nobody knows. */
  readonly updatedBy: string | null;
  readonly version: number;
  /** Great-circle metres from the query's point; only in answers to a query by place. */
  readonly distanceMetres?: number;
  /** What the clocks of its time zone show now, in seconds east of UTC; only of a camera that is about to be changed. */
  readonly zoneOffsetSeconds?: number | null;
}

/** What the registry itself sets. */
type Assigned =
  | 'id'
  | 'objectId'
  | 'hasCredentials'
  | 'createdAt'
  | 'updatedAt'
  | 'updatedBy'
  | 'version'
  | 'distanceMetres'
  | 'zoneOffsetSeconds';

/** Fields of which a maker says something else than what is shown. */
interface Said {
  /** Null: the organization's root folder. */
  readonly folderId: number | null;
  /** Null: nobody says, they follow from the URLs. A list decides the URLs (see `writing/camera-inputs.ts`). */
  readonly inputs: readonly CameraInput[] | null;
  /** Null clears everything. */
  readonly media: CameraMediaChange | null;
}
type Sayable = Omit<Camera, Assigned | keyof Said> & Said;

/**
 * What a maker of a camera may say. What is left out stays as it is (change) or is null (creation); null clears.
 * URLs may carry `user:password@`; it is split off, sealed and never shown.
 * `cameraId: undefined` and `name: undefined` let the registry choose.
 */
export type CameraDraft = { -readonly [K in keyof Sayable]?: Sayable[K] | undefined };

/** What one of many cameras is to become. */
export interface NamedChange {
  readonly name: string;
  readonly change: CameraDraft;
}

/** What a camera asks for of those who control it; the password is never shown. */
export interface CameraCredentialsView {
  readonly login: string | null;
  /** Of ONVIF or PSIA. */
  readonly port: number;
  readonly hasPassword: boolean;
}

/** What is left out stays; a login of null takes the password with it. */
export interface CameraCredentialsChange {
  readonly login?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly port?: number | null | undefined;
}

/** What to change: the fields themselves, or what they are to be, seeing the camera as it stands under its lock. */
export type CameraChange = CameraDraft | ((camera: Camera) => CameraDraft);

/**
 * Where a camera goes whose draft names no organization:
 * - `default`: the application's own organization, else the default public one (REST, CAM2);
 * - `default-first`: the same where the caller may create cameras there, else the first organization where they may
 *   (Watcher v3: nobody documents what the original does; a member of one organization means that one);
 * - `member-first`: for a person who is no superuser the first organization where they may create cameras, else `default`
 *   (Watcher v2).
 */
export type DefaultOrganizationRule = 'default' | 'default-first' | 'member-first';

/** What a dialect asks of a write beyond the registry's own rules. */
export interface WriteOptions {
  /**
   * No two cameras at one address: `ip` and `port` where it is reached by address, else the first of its URLs. Of two
   * writers that ask for it at the same moment one succeeds; the other gets camera.taken.
   */
  readonly uniqueAddress?: boolean;
  /** Where a new camera goes whose draft names no organization; left out: `default`. */
  readonly defaultOrganization?: DefaultOrganizationRule;
}

/** What a dialect asks of a change. */
export interface UpdateOptions extends WriteOptions {
  /** Fails with camera.changed when somebody has changed the camera since this version. */
  readonly expectedVersion?: number | undefined;
  /** What the change leaves out is cleared instead of kept. */
  readonly reset?: boolean;
  /** Takes unchanged fields out of the draft, given the camera as it is under its lock; it names no other organization. */
  readonly revise?: ((draft: CameraDraft, camera: Camera) => CameraDraft) | undefined;
}

/** One camera, by any of the names the doors have for it. */
export type CameraKey =
  | { readonly id: number }
  | { readonly name: string }
  | { readonly cameraId: number }
  | { readonly objectId: string }
  | { readonly legacyCameraId: number };
