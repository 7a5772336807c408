/** What lies at a position. `country` is ISO 3166-1 alpha-2, `timezone` an IANA name. */
export interface Place {
  readonly country: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly timezone: string | null;
}

/** Finds the place of a position; a port, so that the registry does not depend on a source of places. */
export abstract class Places {
  /** @param position WGS84 degrees */
  abstract locate(position: { readonly latitude: number; readonly longitude: number }): Promise<Place> | Place;
}
