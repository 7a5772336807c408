import type { FastifyRequest } from 'fastify';
import type { Config } from '#config';
import { headerOf } from './request.js';

/** Where names are given below the second label: `co.uk` and its kind are no site of anybody's. */
const registries = new Set(['ac', 'co', 'com', 'edu', 'go', 'gob', 'gov', 'ne', 'net', 'nom', 'or', 'org']);

/**
 * Whether pages of two addresses are of one site to a browser: the same scheme, and hosts below one registered name; ports do
 * not matter. Without the browsers' list of registries this takes two names for one site where the list knows better
 * (`a.github.io`, `b.github.io`); there the browser keeps the cookie to itself.
 */
export function isSameSite(one: string, other: string): boolean {
  const [first, second] = [new URL(one), new URL(other)];
  return first.protocol === second.protocol && siteOf(first.hostname) === siteOf(second.hostname);
}

/** The registered name of a host; an address and a name of one label are their own. */
function siteOf(host: string): string {
  const labels = host.split('.');
  if (host.includes(':') || /^[\d.]+$/.test(host)) return host;
  if (labels.at(-1) === 'localhost') return 'localhost';
  const [first = '', second = ''] = labels.slice(-2);
  return labels.slice(second.length === 2 && registries.has(first) ? -3 : -2).join('.');
}

/**
 * Whether a request that lets a cookie speak for a person comes from a page that may do so (CSRF): one of this server, or one
 * that CORS_ORIGINS names and that is of the same site. Browsers say where it comes from and pages cannot change what they
 * say; what says nothing is no browser, or none that would send the cookie from elsewhere (`SameSite`).
 */
export function isFromOwnPage(request: FastifyRequest, { corsOrigins, publicUrl }: Config): boolean {
  const site = headerOf(request, 'sec-fetch-site');
  if (site === 'same-origin' || site === 'cross-site') return site === 'same-origin';
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return site !== 'same-site';
  if (origin === new URL(publicUrl).origin || isOfHost(origin, request)) return true;
  return !corsOrigins.includes('*') && corsOrigins.includes(origin) && isSameSite(origin, publicUrl);
}

function isOfHost(origin: string, request: FastifyRequest): boolean {
  return origin.replace(/^https?:\/\//, '') === headerOf(request, 'host');
}
