import type { FastifyRequest } from 'fastify';
import type { DpopProof } from '#auth';
import type { Config } from '#config';
import { headerOf, isRepeated, pathOf } from './request.js';

/** Whether a token is presented with the scheme DPoP (RFC 9449 §7.1). */
export function hasDpopScheme(request: FastifyRequest): boolean {
  return /^dpop /i.test(headerOf(request, 'authorization') ?? '');
}

/** The proof of a request that has one. */
export function findDpopProof(request: FastifyRequest, config: Config): DpopProof | undefined {
  return request.headers['dpop'] === undefined ? undefined : dpopProofOf(request, config);
}

/** Whether the client of a request proves to hold a key, or says that it will. */
export function presentsKey(request: FastifyRequest): boolean {
  return request.headers['dpop'] !== undefined || hasDpopScheme(request);
}

/** The proof in a request, with what it must be for: its method, and its address as clients know it. */
export function dpopProofOf(request: FastifyRequest, { publicUrl }: Config): DpopProof {
  const text = isRepeated(request, 'dpop') ? undefined : headerOf(request, 'dpop');
  return { text, method: request.method, url: publicUrl + pathOf(request) };
}
