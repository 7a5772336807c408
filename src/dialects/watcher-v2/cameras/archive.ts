import type { Dvr } from '#cameras';

const day = 86_400;
const gigabyte = 1_000_000_000;

/** How long and how much is recorded, in the units of API v2. Never null: one client breaks on it (decisions.md). */
export interface Archive {
  readonly dvr_depth: number;
  readonly dvr_lock_days: number;
  readonly dvr_space: number;
}

/** Days are rounded up, so that at least the stated time is recorded. Absent values are 0. */
export function toArchive(dvr: Partial<Dvr> | null | undefined): Archive {
  return {
    dvr_depth: days(dvr?.expirationSeconds),
    dvr_lock_days: days(dvr?.episodesExpirationSeconds),
    dvr_space: Math.round((dvr?.storageLimitBytes ?? 0) / gigabyte),
  };
}

/** The archive in a request; null and 0 mean no value. */
export interface ArchiveBody {
  readonly dvr_depth?: number | null;
  readonly dvr_lock_days?: number | null;
  readonly dvr_space?: number | null;
}

/** @returns only what the request names */
export function toDvr({ dvr_depth, dvr_lock_days, dvr_space }: ArchiveBody): Partial<Dvr> {
  return {
    ...(dvr_depth === undefined ? {} : { expirationSeconds: scaled(dvr_depth, day) }),
    ...(dvr_lock_days === undefined ? {} : { episodesExpirationSeconds: scaled(dvr_lock_days, day) }),
    ...(dvr_space === undefined ? {} : { storageLimitBytes: scaled(dvr_space, gigabyte) }),
  };
}

function days(seconds: number | null | undefined): number {
  return Math.ceil((seconds ?? 0) / day);
}

function scaled(value: number | null, by: number): number | null {
  return value === null || value === 0 ? null : value * by;
}
