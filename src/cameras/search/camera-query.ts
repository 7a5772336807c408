import type { Caller } from '#auth';
import type { Condition as ListCondition, SortKey as ListSortKey } from '#lists';
import type { Camera } from '../camera.js';

/** A field that is a camera's own value. */
export type PlainCameraField = Exclude<
  keyof Camera,
  'distanceMetres' | 'zoneOffsetSeconds' | 'inputs' | 'media' | 'tags'
>;

/** The caller's marks on the camera. */
export type MarkField = 'isFavourite' | 'notifies';

/** A field that can be filtered and sorted by. */
export type CameraField = CameraViewField | MarkField;

/** A field that is the same for every caller and can be part of an answer; some are a part of a camera's media. */
export type CameraViewField =
  | PlainCameraField
  | 'static'
  | 'dvrExpirationSeconds'
  | 'dvrEpisodesExpirationSeconds'
  | 'dvrStorageLimitBytes'
  | 'dvrRedundancyFactor'
  | 'thumbnails'
  | 'videoOnly'
  | 'motionDetectorEnabled'
  | 'onvifPtz'
  | 'canPublish'
  | 'agentId'
  | 'streamerHostname'
  | 'inputUrl'
  | 'retrievalKind'
  | 'playlistUrl'
  | 'zoneOffsetSeconds'
  | 'postalAddress'
  | 'organizationTitle'
  | 'presetTitle';
/** One condition; a query's conditions are AND-ed. `search` looks in name, title, description and, where they are visible, the inputs' URLs. */
export type Condition = ListCondition<CameraField>;
export type SortKey = ListSortKey<CameraField>;
export type { FieldValue, Page, PageCursors } from '#lists';

/** WGS84 degrees. `west > east` crosses the antimeridian. Edges belong to it. */
export interface BoundingBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Longitude and latitude, WGS84 degrees; a longitude beyond 180 is counted on. */
export type AreaPosition = readonly [longitude: number, latitude: number];

/** The outer ring of a polygon, then its holes; each ends where it begins. */
export type AreaPolygon = readonly (readonly AreaPosition[])[];

/**
 * Polygons; a camera in any of them is in the area, and so is one on an edge. Within a polygon the even-odd rule decides: what
 * an odd number of its rings surround is inside, which holes need, and which defines rings that cross themselves. Edges are
 * straight in longitude and latitude (RFC 7946 §3.1.1), and one of more than 180 degrees goes the other way round the Earth. A
 * ring around the Earth surrounds the pole that is nearer to its corners.
 */
export type Area = readonly AreaPolygon[];

/** WGS84 degrees. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** Nearest first on the sphere (mean radius 6,371,008.8 m; at most 0.5 % off the ellipsoid). */
export interface Near extends GeoPoint {
  /** Metres, at least 0; left out: the nearest `limit`. */
  readonly radiusMetres?: number;
}

/** Words of a camera's name, title, description, city or state, or a part of these or of an address, as people type them. */
export interface FreeText {
  readonly value: string;
  /** Words like these, where no camera has them. */
  readonly similar?: true;
}

/** Tags, without regard to case and accents; each list has at most 100. */
export interface TagCondition {
  /** One of them. */
  readonly any?: readonly string[];
  /** All of them. */
  readonly all?: readonly string[];
  /** None of them. */
  readonly none?: readonly string[];
  /** Whether there is any tag. */
  readonly exists?: boolean;
}

/** Which cameras, in which order. Missing values sort first when ascending, last when descending; ties go by id. */
export interface CameraQuery {
  readonly where: readonly Condition[];
  readonly within?: BoundingBox;
  readonly area?: Area;
  /** Excludes `sort`: the order is by distance, ties by cameraId. */
  readonly near?: Near;
  /** Only cameras in whose field of view this is. */
  readonly sees?: GeoPoint;
  /** Without `sort` and `near`, the best first, of 10,000 at most. */
  readonly text?: FreeText;
  /** Only cameras that this person sees, too. */
  readonly seenBy?: Caller;
  readonly tags?: TagCondition;
  readonly sort?: readonly SortKey[];
}
