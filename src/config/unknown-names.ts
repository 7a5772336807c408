import type { RawSettings } from './secret-files.js';
import { settings } from './settings.js';

const names = settings.map(({ name }) => name);
const settingNames = new Set([...names, ...settings.flatMap(({ name, secret }) => (secret ? [`${name}_FILE`] : []))]);

/** Common names from other products for our settings. */
const aliases: Readonly<Record<string, string>> = {
  DB_URL: 'DATABASE_URL',
  POSTGRES_URL: 'DATABASE_URL',
  POSTGRESQL_URL: 'DATABASE_URL',
  DATABASE_DSN: 'DATABASE_URL',
  BASE_URL: 'PUBLIC_URL',
  TRUSTED_PROXIES: 'TRUST_PROXY',
  TRUST_PROXIES: 'TRUST_PROXY',
  CAMGATE_SYSTEM_KEY: 'CAMGATE_SYSTEM_API_KEY',
  CAMGATE_MASTER_SECRET: 'CAMGATE_SECRET',
};

/** A warning for each name that looks like a setting but is none, and therefore has no effect. */
export function unknownNames(given: RawSettings): readonly string[] {
  return Object.keys(given)
    .filter((name) => !settingNames.has(name) && given[name]?.trim())
    .flatMap((name) => {
      const base = name.replace(/_FILE$/, '');
      if (base !== name && names.includes(base))
        return [`${name} means nothing: only secrets can stand in a file; set ${base}.`];
      const meant = aliases[name] ?? nearest(name);
      if (meant !== undefined) return [`${name} means nothing; did you mean ${meant}?`];
      return name.startsWith('CAMGATE_') ? [`${name} means nothing; camgate config lists every setting.`] : [];
    });
}

/** The setting that a name differs from by one or two letters; short names have too many neighbours (HOST and HOME). */
function nearest(name: string): string | undefined {
  if (name.length > 64) return undefined;
  const upper = name.toUpperCase();
  if (settingNames.has(upper)) return upper;
  const candidates = [...settingNames].filter((setting) => Math.abs(setting.length - name.length) <= 2);
  return candidates.find(
    (setting) => distance(upper, setting) <= (setting.length < 8 ? 0 : setting.length < 10 ? 1 : 2),
  );
}

/** Letters to change, add, leave out or swap with a neighbour. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      now.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (now[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    before = last;
    last = now;
  }
  return last.at(-1) ?? 0;
}
