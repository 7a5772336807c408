import { type AccessLevel, accessLevels } from '#auth';
import { DomainError } from '#errors';
import type { ClaimRule, Flag, GrantedByRules } from './claim-rule.js';

/** What the rules give for a set of claims. */
export interface WantedByRules {
  readonly accessLevel: AccessLevel;
  readonly organizations: ReadonlyMap<number, ReadonlySet<Flag>>;
}

export const nothingGranted: GrantedByRules = { organizations: [] };

const flags: readonly Flag[] = [
  'canViewStreams',
  'canEditStreams',
  'canEditUsers',
  'canViewStats',
  'canViewPersonLists',
  'canEditPersonLists',
];
const mostRules = 200;
const mostValues = 2000;
const claimForm = /^[\x21-\x7e]{1,200}$/;

/** @throws DomainError object.invalid (rules) */
export function checkRules(given: unknown): ClaimRule[] {
  if (!Array.isArray(given) || given.length > mostRules) throw invalid(`at most ${mostRules} rules`);
  return given.map(toRule);
}

/** Claims are texts, numbers, booleans or lists of them; anything else matches no rule. */
export function evaluate(rules: readonly ClaimRule[], claims: Readonly<Record<string, unknown>>): WantedByRules {
  let accessLevel: AccessLevel = 'generic';
  const organizations = new Map<number, ReadonlySet<Flag>>();
  for (const rule of rules) {
    if (!valuesOf(claims[rule.claim]).has(rule.value)) continue;
    if ('accessLevel' in rule) {
      if (rankOf(rule.accessLevel) > rankOf(accessLevel)) ({ accessLevel } = rule);
    } else {
      const before = organizations.get(rule.organizationId) ?? [];
      organizations.set(rule.organizationId, new Set([...before, ...rule.flags]));
    }
  }
  return { accessLevel, organizations };
}

export function rankOf(level: AccessLevel): number {
  return accessLevels.indexOf(level);
}

function valuesOf(claim: unknown): ReadonlySet<string> {
  const list: readonly unknown[] = Array.isArray(claim) ? claim.slice(0, mostValues) : [claim];
  return new Set(
    list.flatMap((one) =>
      typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [],
    ),
  );
}

function toRule(given: unknown): ClaimRule {
  if (typeof given !== 'object' || given === null) throw invalid('a rule is an object');
  const rule = new Map<string, unknown>(Object.entries(given));
  const claim = rule.get('claim');
  const value = rule.get('value');
  if (typeof claim !== 'string' || !claimForm.test(claim)) throw invalid('claim');
  if (typeof value !== 'string' || value === '' || value.length > 1000) throw invalid('value');
  const level = accessLevels.find((known) => known === rule.get('accessLevel'));
  const organizationId = rule.get('organizationId');
  if (level !== undefined && level !== 'generic' && organizationId === undefined)
    return { claim, value, accessLevel: level };
  if (rule.has('accessLevel') || typeof organizationId !== 'number' || !Number.isInteger(organizationId))
    throw invalid('accessLevel or organizationId');
  const wanted = rule.get('flags') ?? [];
  if (!Array.isArray(wanted)) throw invalid('flags');
  const known = flags.filter((flag) => wanted.includes(flag));
  if (known.length !== wanted.length || organizationId < 1 || organizationId > 2_147_483_647) throw invalid('flags');
  return { claim, value, organizationId, flags: known };
}

function invalid(detail: string): DomainError {
  return new DomainError('object.invalid', detail, { object: 'setting', field: 'rules' });
}
