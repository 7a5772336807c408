import { parseUrl } from './parse-url.js';
import type { JsonValue } from '../json-value.js';
import { placeholder } from './find-secrets.js';

/** A secret that was taken out of a text; `value` is undefined where the secret is unknown. */
export interface Part {
  readonly label: string;
  /** In the masked text. */
  readonly offset: number;
  readonly value?: string | undefined;
}

/** The secrets that were taken out of one value, and where they belong. Sealed as JSON: its keys are part of what is stored. */
export interface SecretLocation {
  /** The value's path from the root. */
  readonly at: string;
  /** The URL that it belongs to, where it is a part of something that has one, such as a header of an input. */
  readonly url?: string | undefined;
  /** From what has that URL to the value. */
  readonly tail?: string | undefined;
  /** The masked value. */
  readonly shown: string;
  /** The value as a whole, where all of it is secret. */
  readonly whole?: JsonValue | undefined;
  readonly parts?: readonly Part[] | undefined;
}

/** Where a value stands. */
export type Site = Pick<SecretLocation, 'at' | 'url' | 'tail'>;

/** Candidates in order of their weight: the ones of this write come before the stored ones. */
export type Known = readonly (readonly SecretLocation[])[];

/** The secret behind a placeholder that is the whole of a value; never one of another server. */
export function findWhole(site: Site, known: Known): SecretLocation | undefined {
  const fits =
    (rank: (location: SecretLocation) => boolean): Rank =>
    (location) =>
      location.whole !== undefined && rank(location);
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

/** The location of a masked text that came back unchanged. */
export function findShown(text: string, site: Site, known: Known): SecretLocation | undefined {
  const isShown: Rank = (location) =>
    location.parts !== undefined && location.shown === text && isNear(location, text, site);
  return first(known, (location) => isShown(location) && location.at === site.at, isShown);
}

/**
 * The secret behind a placeholder in a text that has changed around it: the part of the same label, and of several the one
 * with the same number, of a text at the same location and of the same server, else of another text of that server.
 */
export function findPart(text: string, site: Site, label: string, number: number, known: Known): string | undefined {
  const partOf = ({ parts = [] }: SecretLocation): string | undefined =>
    parts.filter((part) => part.label === label)[number]?.value;
  const fits: Rank = (location) => partOf(location) !== undefined && isNear(location, text, site);
  const hasServer = serverOf(text) !== undefined;
  const location = first(
    known,
    (one) => one.at === site.at && fits(one),
    (one) => hasServer && fits(one),
  );
  return location && partOf(location);
}

/** Whether a secret of a location may go into a text at a site: they lead to one server, or to none. */
function isNear(location: SecretLocation, text: string, site: Site): boolean {
  const [server, other] = [serverOf(text), serverOf(location.shown)];
  if (server !== undefined || other !== undefined) return server === other;
  return location.url === site.url || isSameServer(location.url, site.url);
}

function isSameServer(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const server = serverOf(one);
  return server !== undefined && server === serverOf(other);
}

/** The server of a URL; schemes with the same transport are one. */
function serverOf(text: string): string | undefined {
  if (!text.includes('://')) return undefined;
  const url = parseUrl(text);
  if (!url || url.host === '') return undefined;
  const scheme = url.protocol
    .replace(/^rtsp(s?)(?:-udp|2)?:$|^rtsp2?(s?)2?:$/, 'rtsp$1$2')
    .replace(/^(?:hls|mjpeg|tshttp)(s?):$/, 'http$1');
  return `${scheme.replace(/:$/, '')}//${url.host}`;
}

type Rank = (location: SecretLocation) => boolean;

/** The best match of the newest locations that have one. */
function first(known: Known, ...ranks: readonly Rank[]): SecretLocation | undefined {
  for (const locations of known) {
    for (const rank of ranks) {
      const found = locations.find(rank);
      if (found) return found;
    }
  }
  return undefined;
}

/** The text with its known secrets put back. */
export function openText(masked: string, parts: readonly Part[]): string {
  let text = '';
  let read = 0;
  for (const { offset, value } of parts) {
    text += masked.slice(read, offset) + (value ?? placeholder);
    read = offset + placeholder.length;
  }
  return text + masked.slice(read);
}
