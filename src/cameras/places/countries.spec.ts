import { feature } from '@rapideditor/country-coder';
import { describe, expect, it } from 'vitest';
import { countryCode, countryName, countryOfPlace } from './countries.js';
import { countriesWithPart } from './country-parts.js';

describe('countryCode', () => {
  it('takes a code in any case', () => {
    expect(['JP', 'jp', ' Jp '].map(countryCode)).toEqual(['JP', 'JP', 'JP']);
  });

  it.each([
    ['JPN', 'JP'],
    ['gbr', 'GB'],
    ['XKX', 'XK'],
    ['Japan', 'JP'],
    ['USA', 'US'],
    ['United States', 'US'],
    ['United States of America', 'US'],
    ['U.S.A.', 'US'],
    ['UK', 'GB'],
    ['United Kingdom', 'GB'],
    ['South Korea', 'KR'],
    ['Korea, Republic of', undefined],
    ['Czech Republic', 'CZ'],
    ['Turkey', 'TR'],
    ['Türkiye', 'TR'],
    ["Cote d'Ivoire", 'CI'],
    ['Côte d’Ivoire', 'CI'],
    ['Burma', 'MM'],
    ['Hong Kong', 'HK'],
    ['Bosnia and Herzegovina', 'BA'],
    ['Saint Lucia', 'LC'],
    ['St. Lucia', 'LC'],
    ['EGYPT', 'EG'],
    ['Antarctica', 'AQ'],
  ])('reads the English name %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  it.each([
    '',
    ' ',
    'XX',
    'EU',
    'DD',
    'UN',
    'Atlantis',
    'constructor',
    '__proto__',
    'J',
    'XXX',
    'EUE',
    'FXX',
    'DDR',
    'YUG',
  ])('knows no country %j', (name) => {
    expect(countryCode(name)).toBeUndefined();
  });

  it.each(['England', 'scotland', 'WALES', 'Northern Ireland'])(
    'takes %s for a part of GB, not for all of it',
    (part) => {
      expect(countryCode(part)).toBeUndefined();
      expect(countriesWithPart(part)).toEqual(['GB']);
      expect(countryOfPlace(part)).toBe('GB');
    },
  );

  it.each([
    ['Hawaii', ['US']],
    ['TEXAS', ['US']],
    ['Crimea', ['UA']],
    ['tibet', ['CN']],
    ['Catalonia', ['ES']],
    ['Corsica', ['FR']],
    ['Île-de-France', ['FR']],
    ['ile de france', ['FR']],
    ['North Holland', ['NL']],
    ['Punjab', ['IN', 'PK']],
  ])('takes %s for a part of %j, which no camera has for its country', (part, countries) => {
    expect(countryCode(part)).toBeUndefined();
    expect(countriesWithPart(part)).toEqual(countries);
    expect(countryOfPlace(part)).toBeUndefined();
  });

  it.each(['Holland', 'Georgia', 'Luxembourg', 'Britain', 'Hong Kong', 'Puerto Rico', 'Greenland', 'Atlantis', ''])(
    'takes %j for no part of a country',
    (name) => {
      expect(countriesWithPart(name)).toEqual([]);
    },
  );

  it('knows the 249 codes of ISO 3166-1 and Kosovo, each under its own name', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => countryName(code) !== undefined);
    expect(codes).toHaveLength(250);
    for (const code of codes) expect(countryCode(countryName(code) ?? '')).toBe(code);
    for (const code of codes) expect(countryCode(feature(code)?.properties.iso1A3 ?? '')).toBe(code);
  });
});
