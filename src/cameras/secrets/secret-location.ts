import { parseUrl } from './parse-url.js';
import type { JsonValue } from '../json-value.js';
import { placeholder } from './find-secrets.js';

/** A secret that was taken out of a text; `value` undefined where nobody knows what the placeholder stands for. */
export interface Part {
  readonly label: string;
  /** In the text as it is shown. */
  readonly offset: number;
  readonly value?: string | undefined;
}

/** What was taken out of one value, and where it belongs. */
export interface SecretLocation {
  /** The value's path from the root. */
  readonly at: string;
  /** The URL that it belongs to, where it is a part of something that has one, such as a header of an input. */
  readonly url?: string | undefined;
  /** From what has that URL to the value. */
  readonly tail?: string | undefined;
  /** The value as it is shown. */
  readonly shown: string;
  /** The value as a whole, where all of it is secret. */
  readonly whole?: JsonValue | undefined;
  readonly parts?: readonly Part[] | undefined;
}

/** Where a value stands. */
export type Site = Pick<SecretLocation, 'at' | 'url' | 'tail'>;

/** Places in order of their weight: what was said just now comes before what was sealed. */
export type Known = readonly (readonly SecretLocation[])[];

/** What a placeholder that is the whole of a value stands for. It never follows to another server. */
export function findWhole(site: Site, known: Known): SecretLocation | undefined {
  const fits =
    (rank: (place: SecretLocation) => boolean): Rank =>
    (place) =>
      place.whole !== undefined && rank(place);
  if (site.url === undefined)
    return first(
      known,
      fits(({ at, url }) => url === undefined && at === site.at),
    );
  return first(
    known,
    fits(({ url, tail }) => url === site.url && tail === site.tail),
    fits(({ url, tail }) => tail === site.tail && isSameServer(url, site.url)),
  );
}

/** The place of a text that came back just as it was shown. */
export function findShown(text: string, site: Site, known: Known): SecretLocation | undefined {
  const isShown: Rank = (place) => place.parts !== undefined && place.shown === text && isNear(place, text, site);
  return first(known, (place) => isShown(place) && place.at === site.at, isShown);
}

/**
 * What a placeholder in a text stands for that has changed around it: the part of the same label, and of several the one with
 * the same number, of a text at the same place and of the same server, else of another text of that server.
 */
export function findPart(text: string, site: Site, label: string, number: number, known: Known): string | undefined {
  const partOf = ({ parts = [] }: SecretLocation): string | undefined =>
    parts.filter((part) => part.label === label)[number]?.value;
  const fits: Rank = (place) => partOf(place) !== undefined && isNear(place, text, site);
  const hasServer = serverOf(text) !== undefined;
  const place = first(
    known,
    (one) => one.at === site.at && fits(one),
    (one) => hasServer && fits(one),
  );
  return place && partOf(place);
}

/** Whether a secret of a place may go into a text at a site: they lead to one server, or to none. */
function isNear(place: SecretLocation, text: string, site: Site): boolean {
  const [server, other] = [serverOf(text), serverOf(place.shown)];
  if (server !== undefined || other !== undefined) return server === other;
  return place.url === site.url || isSameServer(place.url, site.url);
}

function isSameServer(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const server = serverOf(one);
  return server !== undefined && server === serverOf(other);
}

/** Which server a URL leads to; schemes that are asked for in the same way are one. */
function serverOf(text: string): string | undefined {
  if (!text.includes('://')) return undefined;
  const url = parseUrl(text);
  if (!url || url.host === '') return undefined;
  const scheme = url.protocol
    .replace(/^rtsp(s?)(?:-udp|2)?:$|^rtsp2?(s?)2?:$/, 'rtsp$1$2')
    .replace(/^(?:hls|mjpeg|tshttp)(s?):$/, 'http$1');
  return `${scheme.replace(/:$/, '')}//${url.host}`;
}

type Rank = (place: SecretLocation) => boolean;

/** Of the newest places that have one, the best. */
function first(known: Known, ...ranks: readonly Rank[]): SecretLocation | undefined {
  for (const places of known) {
    for (const rank of ranks) {
      const found = places.find(rank);
      if (found) return found;
    }
  }
  return undefined;
}

/** The text with what is known put back in its places. */
export function openText(shown: string, parts: readonly Part[]): string {
  let text = '';
  let read = 0;
  for (const { offset, value } of parts) {
    text += shown.slice(read, offset) + (value ?? placeholder);
    read = offset + placeholder.length;
  }
  return text + shown.slice(read);
}
