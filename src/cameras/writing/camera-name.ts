import { randomBytes } from 'node:crypto';

const longestSlug = 60;

/** A name for a camera whose draft has none: its title in URL-safe characters and ten random hex digits (WD). */
export function nameFrom(title: string | null): string {
  const slug = (title ?? '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/[-.]+/g, (run) => (run.includes('.') ? '.' : run))
    .slice(0, longestSlug)
    .replace(/^[-.]+|(?<![-.])[-.]+$/g, '');
  return `${slug || 'camera'}-${randomBytes(5).toString('hex')}`;
}

/** 24 hex digits: eight of the second, sixteen random. */
export function objectIdAt(seconds: number): string {
  return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
}
