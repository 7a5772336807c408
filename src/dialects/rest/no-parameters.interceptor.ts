import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { InputError, unknownParameter } from '../http/input.error.js';

/** Refuses parameters at a route that takes none: `PATCH …?as_user=7` must not change as if nothing had been asked. */
@Injectable()
export class NoParametersInterceptor implements NestInterceptor {
  /** @throws InputError input.invalid */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    for (const name in query as object) throw InputError.at(name, unknownParameter, 'This takes no parameters.');
    return next.handle();
  }
}
