import { DomainError } from '#errors';
import type { FastifyRequest } from 'fastify';
import { InputError } from '../http/input.error.js';
import { headerOf } from '../http/request.js';

/** A version as an entity tag. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version that a change expects: `If-Match`, or `version` in the body, or none.
 * @throws InputError input.invalid when both are there and differ, or a tag is none
 * @throws DomainError camera.changed, or what `changed` says, for a tag that no version of ours has (RFC 9110 §13.1.1: strong
 *   comparison)
 */
export function expectedVersion(
  request: FastifyRequest,
  inBody?: number,
  changed: 'camera.changed' | 'object.changed' = 'camera.changed',
): number | undefined {
  const header = headerOf(request, 'if-match');
  if (header === undefined || header === '*') return inBody;
  if (!/^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/.test(header))
    throw InputError.at('If-Match', 'form', 'If-Match must be one entity tag, as in ETag, or *.');
  const digits = /^"([1-9]\d{0,9})"$/.exec(header)?.[1];
  if (digits === undefined) throw new DomainError(changed, 'a tag that is no version');
  if (inBody !== undefined && inBody !== Number(digits))
    throw InputError.at('version', 'matches', 'version and If-Match contradict each other.');
  return Number(digits);
}

/** Whether the caller has this version already (`If-None-Match`, weak comparison). */
export function isUnchanged(request: FastifyRequest, version: number): boolean {
  const header = headerOf(request, 'if-none-match');
  return header?.split(',').some((tag) => ['*', etagOf(version)].includes(tag.trim().replace(/^W\//, ''))) ?? false;
}
