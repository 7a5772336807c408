/** What is known of a position. `country` is ISO 3166-1 alpha-2, `timezone` an IANA name. */
export interface Place {
  readonly country: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly timezone: string | null;
}

/** Tells where a position lies; a port, so that the registry does not care who knows it. */
export abstract class Places {
  /** @param position WGS84 degrees */
  abstract locate(position: { readonly latitude: number; readonly longitude: number }): Promise<Place> | Place;
}
