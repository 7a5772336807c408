import type { Camera } from '../camera.js';

/** A field that can be filtered, sorted by and shown. */
export type CameraField = Exclude<keyof Camera, 'distanceMetres'>;
export type FieldValue = string | number | boolean | Date;

/**
 * One condition; a query's conditions are AND-ed. Missing (null) values: `ne` matches them, comparisons never do.
 * `like` is a case-sensitive substring; `search` is a case-insensitive substring of name, title and description.
 */
export type Condition =
  | { readonly operator: 'in'; readonly field: CameraField; readonly values: readonly FieldValue[] }
  | { readonly operator: 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; readonly field: CameraField; readonly value: FieldValue }
  | { readonly operator: 'like'; readonly field: CameraField; readonly value: string }
  | { readonly operator: 'missing' | 'present'; readonly field: CameraField }
  | { readonly operator: 'search'; readonly value: string };

/** WGS84 degrees. `west > east` crosses the antimeridian. Edges belong to it. */
export interface BoundingBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Nearest first on the sphere (mean radius 6,371,008.8 m; at most 0.5 % off the ellipsoid). */
export interface Near {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres, at least 0; left out: the nearest `limit`. */
  readonly radiusMetres?: number;
}

export interface SortKey {
  readonly field: CameraField;
  readonly descending: boolean;
}

/** Which cameras, in which order. Missing values sort first when ascending, last when descending; ties go by id. */
export interface CameraQuery {
  readonly where: readonly Condition[];
  readonly within?: BoundingBox;
  /** Excludes `sort`: the order is by distance, ties by cameraId. */
  readonly near?: Near;
  readonly sort?: readonly SortKey[];
}

/** Which part of them. `cursor` is a text of ours from an earlier page of the same query; never together with `offset`. */
export interface Page {
  /** 1 to 1,000,000; the doors have their own, smaller limits. */
  readonly limit: number;
  readonly cursor?: string;
  readonly offset?: number;
}

/** Cursors are present when there is such a page. */
export interface PageCursors {
  readonly next?: string;
  readonly previous?: string;
}
