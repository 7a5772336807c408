import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { ApplicationUsesService, callerOf } from '#auth';

/** Counts each successful authenticated request as one use of its application. */
@Injectable()
export class UseCounter implements NestInterceptor {
  constructor(private readonly uses: ApplicationUsesService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const caller = callerOf(context.switchToHttp().getRequest<object>());
    if (caller.kind !== 'application') return next.handle();
    return next.handle().pipe(tap({ complete: () => this.uses.count(caller.applicationId) }));
  }
}
