import { threeLetterCodes } from './three-letter-codes.js';

const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

// Names that people and older APIs use instead of CLDR's; the keys are results of `plain`.
const otherNames: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  uae: 'AE',
  korea: 'KR',
  'republic of korea': 'KR',
  'north korea': 'KP',
  'democratic peoples republic of korea': 'KP',
  'russian federation': 'RU',
  'peoples republic of china': 'CN',
  prc: 'CN',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  czechia: 'CZ',
  'czech republic': 'CZ',
  // In English it means the whole country; the provinces are North Holland and South Holland.
  holland: 'NL',
  'the netherlands': 'NL',
  turkey: 'TR',
  turkiye: 'TR',
  'viet nam': 'VN',
  burma: 'MM',
  myanmar: 'MM',
  'ivory coast': 'CI',
  'cape verde': 'CV',
  swaziland: 'SZ',
  macedonia: 'MK',
  'east timor': 'TL',
  palestine: 'PS',
  'state of palestine': 'PS',
  vatican: 'VA',
  'holy see': 'VA',
  congo: 'CG',
  'republic of the congo': 'CG',
  'democratic republic of the congo': 'CD',
  drc: 'CD',
  'syrian arab republic': 'SY',
  'islamic republic of iran': 'IR',
  'lao peoples democratic republic': 'LA',
  'republic of moldova': 'MD',
  'united republic of tanzania': 'TZ',
  'bolivarian republic of venezuela': 'VE',
  'plurinational state of bolivia': 'BO',
  'brunei darussalam': 'BN',
  'federated states of micronesia': 'FM',
  'the bahamas': 'BS',
  'the gambia': 'GM',
  'republic of ireland': 'IE',
  'sao tome and principe': 'ST',
  'saint lucia': 'LC',
  'saint kitts and nevis': 'KN',
  'saint vincent and the grenadines': 'VC',
  'us virgin islands': 'VI',
  'united states virgin islands': 'VI',
  'caribbean netherlands': 'BQ',
};

/** Parts that are called countries; a camera in a part is in the whole, but not the other way round. */
const countriesOfCountries: ReadonlyMap<string, string> = new Map([
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
]);

// Codes that Intl has but ISO 3166-1 does not assign to a country: reserved codes, groups, private use, and withdrawn codes, which Intl names
// after their successors ("DD" is Germany to it).
const noCountry = new Set(
  'AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ AN BU CS DD DY FX HV NH NT RH SU TP UK VD YD YU ZR'.split(' '),
);

const codes = readCodes();
const byName = readNames();

/** The ISO 3166-1 alpha-2 code behind a code (alpha-2 or alpha-3, any case) or an English country name; undefined when it names no country. */
export function countryCode(nameOrCode: string): string | undefined {
  const code = nameOrCode.trim().toUpperCase();
  return codes.has(code) ? code : byName.get(plain(nameOrCode));
}

/** The country of a camera by the name of the country or of a part of it. */
export function countryOfPlace(nameOrCode: string): string | undefined {
  return countryCode(nameOrCode) ?? countriesOfCountries.get(plain(nameOrCode));
}

/** The English name of a country code, as CLDR has it; undefined when it is no country's code. */
export function countryName(code: string): string | undefined {
  return codes.get(code);
}

function readCodes(): ReadonlyMap<string, string> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const found = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = noCountry.has(code) ? undefined : english.of(code);
    if (name !== undefined) found.set(code, name);
  }
  return found;
}

function readNames(): ReadonlyMap<string, string> {
  const found = new Map<string, string>(Object.entries(otherNames));
  for (const pair of threeLetterCodes.trim().split(/\s+/)) {
    const [code = '', long = ''] = pair.split('=');
    found.set(plain(long), code);
  }
  for (const [code, name] of codes) {
    found.set(plain(name), code);
    found.set(plain(name.split('(', 1)[0] ?? name), code);
  }
  return found;
}

/** Without case, accents, punctuation and "St." for "Saint", whose spelling varies. */
export function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f.'’()]/g, '')
    .replace(/&/g, ' and ')
    .toLowerCase()
    .replace(/\bst\b/g, 'saint')
    .replace(/[\s,-]+/g, ' ')
    .trim();
}
