import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import { countryCode, countryOfPlace } from '#cameras';
import { countriesOfPart } from '../http/part-of-country.js';
import { chain, wrong } from '../http/fields/reading.js';
import { anyText, decimal, optionalText, type Reader, text } from './reader.js';

/** Degrees; the original sends its text for a value outside the range as one of the whole body. */
function degrees(most: number, name: string): Reader<number> {
  return chain(decimal(), (given) =>
    Math.abs(Number(given)) > most
      ? wrong('whole', { text: `${name} out of the range [-${most}, ${most}]` })
      : { value: Number(given) },
  );
}

export const latitude = degrees(90, 'Latitude');
export const longitude = degrees(180, 'Longitude');

/** An ISO 3166-1 alpha-2 code or an English name, read as the code. */
export const country: Reader<string | null> = (given) => {
  const reading = optionalText(100)(given);
  if ('problems' in reading || reading.value === null) return reading;
  const value = countryOfPlace(reading.value);
  return value === undefined
    ? wrong('malformed', { text: 'This is not a country; write its ISO 3166-1 alpha-2 code or its English name.' })
    : { value };
};

/** A country that is compared with, as its code. One that does not exist matches nothing; a part of one is refused. */
export const countryLookedFor: Reader<string> = (given) => {
  const reading = anyText(given);
  if ('problems' in reading) return reading;
  const whole = countriesOfPart(reading.value);
  return whole === undefined
    ? { value: countryCode(reading.value) ?? reading.value }
    : wrong('malformed', {
        text: `This is a part of ${whole}, no country; write an ISO 3166-1 alpha-2 code or an English name of a country, and the part as state.`,
      });
};

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
export const cameraUrl: Reader<string> = (given) => {
  const reading = text(200)(given);
  if ('problems' in reading) return reading;
  const value = reading.value.trim();
  return isUrl(value) ? { value } : wrong('malformed', { text: 'Enter a valid URL.' });
};

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
export const unreadRetrieval: Reader<never> = (given) =>
  wrong('malformed', {
    text: `Invalid data. Expected a dictionary, but got ${Array.isArray(given) ? 'list' : typeof given}.`,
  });
