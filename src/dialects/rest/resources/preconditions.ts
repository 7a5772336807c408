import { createHash } from 'node:crypto';
import { AdvisoryLocks } from '#database';
import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InputError } from '../../http/input.error.js';
import { headerOf, pathOf } from '../../http/request.js';
import type { Answer } from './resource.js';

const tagForm = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;
const mostTags = 100;

/** A strong entity tag: two representations have the same one if and only if they are the same (RFC 9110 §8.8.1). */
export function tagOf(answer: Answer): string {
  return `"${createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22)}"`;
}

/**
 * Sends one resource with its entity tag, or 304 where the caller has it already (`If-None-Match`, weak comparison).
 * @param whole what the tag is of
 * @param shown the part of it that was asked for
 */
export function sendResource(request: FastifyRequest, reply: FastifyReply, whole: Answer, shown: Answer): void {
  const tag = tagOf(whole);
  void reply.header('etag', tag);
  const known = tagsIn(request, 'if-none-match')?.map((one) => one.replace(/^W\//, '')) ?? [];
  if (known.includes(tag) || known.includes('*')) void reply.status(304).send();
  else void reply.send(shown);
}

/** Makes a change under the request's `If-Match`. */
@Injectable()
export class Preconditions {
  constructor(private readonly locks: AdvisoryLocks) {}

  /**
   * The change is made only where the resource still has a tag of `If-Match` (strong comparison, RFC 9110 §13.1.1). Two
   * requests with the same tag take turns, so that one of them is refused.
   * @param read the resource as the caller sees it; throws where there is none
   * @throws DomainError object.changed
   * @throws InputError input.invalid where the header holds no tags
   */
  async keep<T>(request: FastifyRequest, read: () => Promise<Answer>, change: () => Promise<T>): Promise<T> {
    const expected = tagsIn(request, 'if-match');
    if (expected === undefined) return change();
    return this.locks.within(pathOf(request), async () => {
      const tag = tagOf(await read());
      if (expected.includes('*') || expected.includes(tag)) return change();
      throw new DomainError('object.changed', 'another tag than If-Match has');
    });
  }
}

function tagsIn(request: FastifyRequest, header: string): readonly string[] | undefined {
  const value = headerOf(request, header);
  if (value === undefined || value === '*') return value === undefined ? undefined : ['*'];
  const tags = value.split(',').map((tag) => tag.trim());
  if (tags.length <= mostTags && tags.every((tag) => tagForm.test(tag))) return tags;
  throw InputError.at(header, 'form', `${header} must hold entity tags, as in ETag, or *.`);
}
