import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Credential, CredentialReader, type Origin } from '#auth';
import { Config } from '#config';
import { dialectOf } from './dialects.js';
import { originOf, pathOf } from './http/request.js';

/** Finds a request's credential where its dialect puts it. */
@Injectable()
export class DialectCredentialReader extends CredentialReader {
  constructor(private readonly config: Config) {
    super();
  }

  override read(request: FastifyRequest): Credential | undefined {
    return dialectOf(pathOf(request))?.readCredential(request);
  }

  override optional(request: FastifyRequest): boolean {
    return dialectOf(pathOf(request))?.guestsMayRead?.(this.config) ?? false;
  }

  override isSafe({ method }: FastifyRequest): boolean {
    return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  }

  override origin(request: FastifyRequest): Origin {
    return originOf(request);
  }
}
