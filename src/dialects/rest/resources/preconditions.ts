import { createHash } from 'node:crypto';
import { Config } from '#config';
import { AdvisoryLocks } from '#database';
import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expectedTags, isKnown } from '../../http/entity-tags.js';
import { InputError } from '../../http/input.error.js';
import { pathOf } from '../../http/request.js';
import type { Answer } from './resource.js';

/** A strong entity tag: two representations have the same one if and only if they are the same (RFC 9110 §8.8.1). */
export function tagOf(answer: Answer): string {
  return `"${createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22)}"`;
}

/** A version as an entity tag. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/**
 * Sends one resource with its entity tag, or 304 where the caller has it already.
 * @param whole what the tag is of
 * @param shown the part of it that was asked for
 * @param added what `include` added
 */
export function sendResource(
  request: FastifyRequest,
  reply: FastifyReply,
  whole: Answer,
  shown: Answer,
  added?: Answer,
): void {
  const tag = added === undefined ? tagOf(whole) : withIncluded(tagOf(whole), added);
  void reply.header('etag', tag);
  if (isKnown(request, tag)) void reply.status(304).send();
  else void reply.send(added === undefined ? shown : { ...shown, ...added });
}

/** The tag of a resource with what else its answer depends on: it changes with both, and `If-Match` goes by the part before the dot. */
export function withIncluded(tag: string, added: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(added)).digest('base64url').slice(0, 22);
  return `${tag.slice(0, -1)}.${hash}"`;
}

/** The tag of the resource itself: a change does not depend on what was included. */
function ownTag(tag: string): string {
  return tag.replace(/^("[\w-]{1,22})(?:\.[\w-]{22}){1,2}"$/, '$1"');
}

/** Makes a change under the request's `If-Match`, which the setting REQUIRE_IF_MATCH demands. */
@Injectable()
export class Preconditions {
  constructor(
    private readonly locks: AdvisoryLocks,
    private readonly config: Config,
  ) {}

  /**
   * The change is made only where the resource still has a tag of `If-Match` (strong comparison, RFC 9110 §13.1.1). Two
   * requests with the same tag take turns, so that one of them is refused.
   * @param read the resource as the caller sees it; throws where there is none
   * @throws DomainError object.changed
   * @throws InputError input.invalid where the header holds no tags, input.precondition-missing
   */
  async keep<T>(request: FastifyRequest, read: () => Promise<Answer>, change: () => Promise<T>): Promise<T> {
    const expected = expectedTags(request)?.map(ownTag);
    if (expected === undefined) {
      this.demand('If-Match');
      return change();
    }
    const path = pathOf(request);
    // A trailing slash never matters, here neither.
    return this.locks.within(path.endsWith('/') ? path.slice(0, -1) : path, async () => {
      const tag = tagOf(await read());
      if (expected.includes('*') || expected.includes(tag)) return change();
      throw new DomainError('object.changed', 'another tag than If-Match has');
    });
  }

  /**
   * The version that a change expects, where a version is the tag: `If-Match`, or `version` in the body, or none.
   * @throws InputError input.invalid when both are there and differ, or the header is not one tag; input.precondition-missing
   * @throws DomainError camera.changed, or what `changed` says, for a tag that no version of ours has
   */
  version(
    request: FastifyRequest,
    inBody?: number,
    changed: 'camera.changed' | 'object.changed' = 'camera.changed',
  ): number | undefined {
    const expected = expectedTags(request)?.map(ownTag);
    if (expected === undefined && inBody === undefined) this.demand('If-Match');
    const [tag = '*', ...others] = expected ?? [];
    if (others.length > 0)
      throw InputError.at('If-Match', 'form', 'If-Match must be one entity tag, as in ETag, or *.');
    if (tag === '*') return inBody;
    const digits = /^"([1-9]\d{0,9})"$/.exec(tag)?.[1];
    if (digits === undefined) throw new DomainError(changed, 'a tag that is no version');
    if (inBody !== undefined && inBody !== Number(digits))
      throw InputError.at('version', 'matches', 'version and If-Match contradict each other.');
    return Number(digits);
  }

  /**
   * For a change that states no version.
   * @param field where it could stand
   * @throws InputError input.precondition-missing where one is demanded
   */
  demand(field: string): void {
    if (!this.config.requireIfMatch) return;
    const message = `The change must state in ${field} which version it is meant for.`;
    throw new InputError('input.precondition-missing', [{ field, rule: 'required', message }]);
  }
}
