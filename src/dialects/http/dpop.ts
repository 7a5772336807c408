import type { FastifyRequest } from 'fastify';
import type { DpopProof } from '#auth';
import type { Config } from '#config';
import { headerOf, isRepeated, pathOf } from './request.js';

/** Whether a token is presented with the scheme DPoP (RFC 9449 §7.1). */
export function hasDpopScheme(request: FastifyRequest): boolean {
  return /^dpop /i.test(headerOf(request, 'authorization') ?? '');
}

/** The proof in a request, with what it must be for: its method, and its address as clients know it. */
export function dpopProofOf(request: FastifyRequest, { publicUrl }: Config): DpopProof {
  const text = isRepeated(request, 'dpop') ? undefined : headerOf(request, 'dpop');
  return { text, method: request.method, url: publicUrl + pathOf(request) };
}
