import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import { countryOfPlace } from '#cameras';
import { countryLookedFor as lookedFor } from '../http/part-of-country.js';
import { chain, wrong } from '../http/fields/reading.js';
import { anyText, decimal, notDictionary, optionalText, type Reader, text } from './reader.js';

/** Degrees; the original sends its text for a value outside the range as one of the whole body. */
function degrees(most: number, name: string): Reader<number> {
  return chain(decimal(), (value) =>
    Math.abs(value) > most ? wrong('whole', { text: `${name} out of the range [-${most}, ${most}]` }) : { value },
  );
}

export const latitude = degrees(90, 'Latitude');
export const longitude = degrees(180, 'Longitude');

/** An ISO 3166-1 alpha-2 code or an English name, read as the code. */
export const country: Reader<string | null> = chain(optionalText(100), (name) => {
  const value = name === null ? null : countryOfPlace(name);
  return value === undefined
    ? wrong('malformed', { text: 'This is not a country; write its ISO 3166-1 alpha-2 code or its English name.' })
    : { value };
});

export const countryLookedFor: Reader<string> = lookedFor(
  anyText,
  (countries) =>
    `This is a part of ${countries}, no country; write an ISO 3166-1 alpha-2 code or an English name of a country, and the part as state.`,
);

/** IPv4 or IPv6; the latter in its one short spelling, so that one address is one text. */
export const ipAddress: Reader<string> = (given) => {
  const reading = text(45)(given);
  const value = 'value' in reading ? reading.value.trim() : '';
  return isIP(value) === 0 || value.includes('%')
    ? wrong('malformed', { text: 'Enter a valid IPv4 or IPv6 address.' })
    : { value: ipaddr.parse(value).toString() };
};

const schemes = new Set('http https rtsp rtsps rtmp rtmps srt ws wss mms udp rtp'.split(' '));

/** Where a picture or a stream is fetched: a URL of at most 200 characters. */
export const cameraUrl: Reader<string> = chain(text(200), (url) => {
  const value = url.trim();
  return isUrl(value) ? { value } : wrong('malformed', { text: 'Enter a valid URL.' });
});

function isUrl(value: string): boolean {
  if (/[\s\u0000-\u001f\u007f]/.test(value)) return false;
  try {
    const { protocol, host } = new URL(value);
    return schemes.has(protocol.slice(0, -1)) && host !== '';
  } catch {
    return false;
  }
}

/** What `retrieval.pipe.ts` left in place because it could not be read. */
export const unreadRetrieval: Reader<never> = (given) => wrong('malformed', { text: notDictionary(given) });
