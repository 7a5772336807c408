import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Config } from '#config';
import type { FastifyReply } from 'fastify';
import type { Observable } from 'rxjs';
import { addLink } from './links.js';

/** That a route should not be used by new programs. */
export interface Deprecated {
  /** `2026-11-30`: since when. */
  readonly since: string;
  /** The same: when it may stop to answer; left out: nobody has decided it. */
  readonly sunset?: string;
  /** Path below `PUBLIC_URL` of a page that says what to use instead. */
  readonly see: string;
}

const key = Symbol('deprecated');

/** What `DeprecationInterceptor` says of a route. */
export const DeprecatedRoute = (deprecated: Deprecated): MethodDecorator => SetMetadata(key, deprecated);

/** Sends `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link to the page about it. */
@Injectable()
export class DeprecationInterceptor implements NestInterceptor {
  constructor(private readonly config: Config) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // The border: metadata that only the decorator above writes.
    const deprecated = Reflect.getMetadata(key, context.getHandler()) as Deprecated | undefined;
    if (deprecated !== undefined) this.send(context.switchToHttp().getResponse<FastifyReply>(), deprecated);
    return next.handle();
  }

  private send(reply: FastifyReply, { since, sunset, see }: Deprecated): void {
    const page = `${this.config.publicUrl}${see}`;
    void reply.header('deprecation', `@${Date.parse(since) / 1000}`);
    addLink(reply, `<${page}>; rel="deprecation"; type="text/html"`);
    if (sunset === undefined) return;
    void reply.header('sunset', new Date(sunset).toUTCString());
    addLink(reply, `<${page}>; rel="sunset"; type="text/html"`);
  }
}
