import { countriesWithPart, countryName } from '#cameras';

const mostNamed = 3;

/** The countries of which this names a part, as text ("United Kingdom (GB)"); undefined for what is no part of one. */
export function countriesOfPart(name: string): string | undefined {
  const codes = countriesWithPart(name);
  if (codes.length === 0) return undefined;
  const named = codes.slice(0, mostNamed).map((code) => `${countryName(code)} (${code})`);
  return [...named, ...(codes.length > mostNamed ? ['others'] : [])].join(', ').replace(/, ([^,]*)$/, ' and $1');
}
