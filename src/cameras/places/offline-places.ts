import { Injectable } from '@nestjs/common';
import type { CityFinder } from './city-finder.js';
import { Places, type Place } from './places.js';

interface Atlas {
  readonly countryAt: (latitude: number, longitude: number) => string | null;
  readonly timezoneAt: (latitude: number, longitude: number, country: string | null) => string;
  readonly cities: CityFinder;
}

/** Names places from data that ships with the packages: no network, no key, no limit. */
@Injectable()
export class OfflinePlaces extends Places {
  private atlas: Promise<Atlas> | undefined;

  override async locate(position: { readonly latitude: number; readonly longitude: number }): Promise<Place> {
    const atlas = await (this.atlas ??= openAtlas());
    const { latitude } = position;
    // On the antimeridian itself a position lies on the edge of every outline, hence in none: step 11 metres aside.
    const longitude = Math.min(Math.max(position.longitude, -179.9999), 179.9999);
    const country = atlas.countryAt(latitude, longitude);
    const found = country === null ? { city: null, state: null } : atlas.cities.find(latitude, longitude, country);
    return { country, ...found, timezone: atlas.timezoneAt(latitude, longitude, country) };
  }
}

/** On first use only: the borders and the cities cost 30 MB and a third of a second, and many servers never write. */
async function openAtlas(): Promise<Atlas> {
  const [{ countryAt }, { timezoneAt }, { CityFinder }, { readCityTable }] = await Promise.all([
    import('./country-at.js'),
    import('./timezone-at.js'),
    import('./city-finder.js'),
    import('./city-table.js'),
  ]);
  return { countryAt, timezoneAt, cities: new CityFinder(await readCityTable()) };
}
