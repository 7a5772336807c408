import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Credential, CredentialReader, type Origin } from '#auth';
import { Config } from '#config';
import { dialectOf } from './dialects.js';
import { dpopProofOf, hasDpopScheme } from './http/dpop.js';
import { originOf, pathOf } from './http/request.js';

/** Finds a request's credential where its dialect puts it. */
@Injectable()
export class DialectCredentialReader extends CredentialReader {
  constructor(private readonly config: Config) {
    super();
  }

  override read(request: FastifyRequest): Credential | undefined {
    const credential = dialectOf(pathOf(request))?.readCredential(request);
    if (credential === undefined || !hasDpopScheme(request)) return credential;
    // With this scheme nothing but a token bound to a key is presented (RFC 9449 §7.1).
    if (credential.kind === 'access-token') return { ...credential, proof: dpopProofOf(request, this.config) };
    return credential.kind === 'malformed' ? credential : { kind: 'malformed', reason: 'scheme-unknown' };
  }

  override optional(request: FastifyRequest): boolean {
    return dialectOf(pathOf(request))?.guestsMayRead?.(this.config) ?? false;
  }

  override isSafe({ method }: FastifyRequest): boolean {
    return ['GET', 'HEAD', 'OPTIONS', 'QUERY'].includes(method);
  }

  override origin(request: FastifyRequest): Origin {
    return originOf(request);
  }
}
