import { describe, expect, it } from 'vitest';
import { OfflinePlaces } from './offline-places.js';

const places = new OfflinePlaces();
const at = (latitude: number, longitude: number) => places.locate({ latitude, longitude });

describe('OfflinePlaces', () => {
  it.each([
    ['Tokyo', 35.6762, 139.6503, 'JP', 'Tokyo', 'Tokyo', 'Asia/Tokyo'],
    ['Sydney', -33.8568, 151.2153, 'AU', 'Sydney', 'New South Wales', 'Australia/Sydney'],
    ['San Francisco', 37.7793, -122.4193, 'US', 'San Francisco', 'California', 'America/Los_Angeles'],
    ['Alabama', 30.53555, -88.23918, 'US', 'Theodore', 'Alabama', 'America/Chicago'],
    ['Manhattan, a part of New York', 40.758, -73.9855, 'US', 'New York City', 'New York', 'America/New_York'],
    ['Lesotho, inside South Africa', -29.31, 27.48, 'LS', 'Maseru', 'Maseru District', 'Africa/Maseru'],
    ['the Vatican, inside Rome', 41.9029, 12.4534, 'VA', 'Vatican City', null, 'Europe/Vatican'],
    ['San Marino', 43.936, 12.447, 'SM', 'San Marino', 'San Marino', 'Europe/San_Marino'],
    ['Petra, where the zone map has the neighbour', 30.32217, 35.45162, 'JO', 'Petra', 'Ma’an', 'Asia/Amman'],
    ['Agra, by today’s name of its zone', 27.17502, 78.04214, 'IN', 'Agra', 'Uttar Pradesh', 'Asia/Kolkata'],
    ['McMurdo Station', -77.846, 166.668, 'AQ', 'McMurdo Station', null, 'Antarctica/McMurdo'],
  ])('names %s', async (_, latitude, longitude, country, city, state, timezone) => {
    expect(await at(latitude, longitude)).toEqual({ country, city, state, timezone });
  });

  it.each([
    ['Réunion', -20.88, 55.45, 'RE'],
    ['Puerto Rico', 18.46, -66.1, 'PR'],
    ['Hong Kong', 22.28, 114.16, 'HK'],
    ['Svalbard', 78.22, 15.65, 'SJ'],
    ['Ceuta, whose own code is only reserved', 35.889, -5.316, 'ES'],
    ['Crimea, which ISO 3166-2 lists under Ukraine', 45.0, 34.1, 'UA'],
    ['Northern Cyprus', 35.3, 33.3, 'CY'],
    ['Kosovo', 42.66, 21.16, 'XK'],
  ])('answers with a code of ISO 3166-1 in %s', async (_, latitude, longitude, country) => {
    expect((await at(latitude, longitude)).country).toBe(country);
  });

  it.each([179.99, 180, -180, -179.97])(
    'finds Fiji at longitude %d, on both sides of the antimeridian',
    async (longitude) => {
      expect(await at(-16.83, longitude)).toMatchObject({ country: 'FJ', state: 'Northern', timezone: 'Pacific/Fiji' });
    },
  );

  it('does not lose the country on the antimeridian itself, the edge of every outline', async () => {
    expect(await at(67.5, 180)).toMatchObject({ country: 'RU', timezone: 'Asia/Anadyr' });
  });

  it('answers at both poles', async () => {
    expect(await at(90, 0)).toMatchObject({ country: null, city: null, state: null });
    expect(await at(-90, 0)).toMatchObject({ country: 'AQ', city: null, state: null });
  });

  it.each([
    ['in mid-ocean', 0, -140],
    ['at null island', 0, 0],
  ])('knows only the time zone %s', async (_, latitude, longitude) => {
    const { timezone, ...rest } = await at(latitude, longitude);
    expect(rest).toEqual({ country: null, city: null, state: null });
    expect(timezone).toMatch(/^Etc\/GMT/);
  });

  it('names the state but no city where the next one is more than 50 km away', async () => {
    expect(await at(62.85, -143.7)).toMatchObject({ country: 'US', city: null, state: 'Alaska' });
  });
});
