import type { CameraInput, CameraMedia, CameraMediaChange } from './camera-media.js';

/** How a camera is reached: by address and paths, by a snapshot URL, or by a video stream URL. */
export const cameraKinds = ['ip', 'non_ip', 'stream'] as const;
export type CameraKind = (typeof cameraKinds)[number];

/** The protocol of a camera's URL. */
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

/** A network camera. Credentials are never part of it. */
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
  /** The sources of its media, in order; empty only where it has no URL and no address. */
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
  /** At most 32, each of at most 64 characters; no two that differ in case and accents only. */
  readonly tags: readonly string[];
  readonly source: string | null;
  readonly sourceUrl: string | null;
  readonly externalId: string | null;
  readonly license: string | null;
  readonly attribution: string | null;
  readonly direction: string | null;
  /** Where it looks, in degrees clockwise from true north: 0 to below 360. At a pole the north is its longitude's. */
  readonly azimuth: number | null;
  /** How much it sees, from its left to its right: above 0 to 360 degrees. */
  readonly viewAngle: number | null;
  /** How far it sees: above 0 to 100,000 metres. */
  readonly viewRangeMetres: number | null;
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
  /** Whether its source reports that it delivers pictures. */
  readonly isActiveImage: boolean | null;
  /** Whether its source reports that it delivers video. */
  readonly isActiveVideo: boolean | null;
  /** Seconds east of UTC, as given at creation; the time zone is more exact where there is one. */
  readonly utcOffsetSeconds: number | null;
  /** Free names of the time zone, such as "Central European Summer Time"; never checked. */
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
  /** Who changed it last: a login, a program's client id, or `system`; null where it is unknown. */
  readonly updatedBy: string | null;
  readonly version: number;
  /** Great-circle metres from the query's point; only in answers to a query by place. */
  readonly distanceMetres?: number;
  /** The present offset of its time zone in seconds east of UTC; only of a camera that is being changed. */
  readonly zoneOffsetSeconds?: number | null;
}

/** Fields that the registry itself sets. */
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

/** Fields that a draft has in another form than a camera. */
interface DraftForms {
  /** Null: the organization's root folder. */
  readonly folderId: number | null;
  /** Null: they are derived from the URLs. A list decides the URLs (see `writing/camera-reach.ts`). */
  readonly inputs: readonly CameraInput[] | null;
  /** Null: none. */
  readonly tags: readonly string[] | null;
  /** Null clears everything. */
  readonly media: CameraMediaChange | null;
}
type Writable = Omit<Camera, Assigned | keyof DraftForms> & DraftForms;

/**
 * The fields of a camera to be created or changed. A field that is left out stays (change) or is null (creation); null
 * clears. URLs may carry `user:password@`; it is split off, sealed and never part of an answer.
 * `cameraId: undefined` and `name: undefined` let the registry choose.
 */
export type CameraDraft = { -readonly [K in keyof Writable]?: Writable[K] | undefined };

/** What one of many cameras is to become. */
export interface NamedChange {
  readonly name: string;
  readonly change: CameraDraft;
}

/** The login by which a camera is controlled; the password is never part of an answer. */
export interface CameraCredentialsView {
  readonly login: string | null;
  /** Of ONVIF or PSIA. */
  readonly port: number;
  readonly hasPassword: boolean;
}

/** A field that is left out stays; a login of null clears the password, too. */
export interface CameraCredentialsChange {
  readonly login?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly port?: number | null | undefined;
}

/** The fields to change, or a function that returns them for the camera as it is under its lock. */
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

/** What a dialect asks of a deletion. */
export interface RemoveOptions {
  /** Fails with camera.changed when somebody has changed the camera since this version. */
  readonly expectedVersion?: number | undefined;
}

/** What a dialect asks of a change. */
export interface UpdateOptions extends WriteOptions, RemoveOptions {
  /** What the change leaves out is cleared; without this it stays. */
  readonly reset?: boolean;
  /** Takes unchanged fields out of the draft, given the camera as it is under its lock; it names no other organization. */
  readonly revise?: ((draft: CameraDraft, camera: Camera) => CameraDraft) | undefined;
}

/** One camera, by any of the keys that dialects have for it. */
export type CameraKey =
  | { readonly id: number }
  | { readonly name: string }
  | { readonly cameraId: number }
  | { readonly objectId: string }
  | { readonly legacyCameraId: number };
