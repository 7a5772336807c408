import { countriesWithPart, countryCode, countryName } from '#cameras';
import { chain, type ProblemCode, type Reader, wrong } from './fields/reading.js';

const mostNamed = 3;

/**
 * A country that is compared with, as its code. One that does not exist matches nothing; a part of one is refused.
 * @param textOf what is wrong with a part of these countries
 */
export function countryLookedFor<Code extends ProblemCode>(
  read: Reader<string, Code>,
  textOf: (countries: string) => string,
): Reader<string, Code | 'malformed'> {
  return chain<string, string, Code | 'malformed'>(read, (name) => {
    const countries = countriesOfPart(name);
    if (countries !== undefined) return wrong('malformed', { text: textOf(countries) });
    return { value: countryCode(name) ?? name };
  });
}

/** The countries of which this names a part, as text ("United Kingdom (GB)"); undefined for what is no part of one. */
function countriesOfPart(name: string): string | undefined {
  const codes = countriesWithPart(name);
  if (codes.length === 0) return undefined;
  const named = codes.slice(0, mostNamed).map((code) => `${countryName(code)} (${code})`);
  return [...named, ...(codes.length > mostNamed ? ['others'] : [])].join(', ').replace(/, ([^,]*)$/, ' and $1');
}
