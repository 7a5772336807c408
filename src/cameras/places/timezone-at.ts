import lookUp from '@photostructure/tz-lookup';

// ICU uses the names of 1993; people and tz-lookup use today's.
const today: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};
const onlyZones = new Map<string, string | undefined>();

/**
 * IANA time zone of a position. The package's map is coarse at borders (a camera in Petra would be in Asia/Jerusalem,
 * one camera in a hundred in the wrong country's zone), so a country that has only one zone answers with it.
 */
export function timezoneAt(latitude: number, longitude: number, country: string | null): string {
  return (country === null ? undefined : onlyZoneOf(country)) ?? lookUp(latitude, longitude);
}

function onlyZoneOf(country: string): string | undefined {
  if (!onlyZones.has(country)) onlyZones.set(country, readOnlyZone(country));
  return onlyZones.get(country);
}

/** TypeScript's library has neither form: Node 20 has the property, later ones the method. */
type LocaleWithZones = Intl.Locale & { readonly timeZones?: readonly string[]; getTimeZones?(): readonly string[] };

function readOnlyZone(country: string): string | undefined {
  const locale = new Intl.Locale(`und-${country}`) as LocaleWithZones;
  const [zone, ...others] = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zone === undefined || others.length > 0 ? undefined : (today[zone] ?? zone);
}
