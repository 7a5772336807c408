import { isDomainError } from '#errors';
import type { ExecutionContext } from '@nestjs/common';
import { AuthGuard, type IAuthGuard } from '@nestjs/passport';
import type { Caller } from '../caller.js';
import { tokenErrorOf } from '../tokens/access-token.verifier.js';
import { setCaller } from './current-caller.js';
import { presentationOf } from './presentation.js';

/** A passport guard that runs one strategy on the presentation and keeps the reason of a rejection. */
export function strategyGuard(strategy: string): IAuthGuard {
  class StrategyGuard extends AuthGuard(strategy) {
    override getRequest(context: ExecutionContext): object {
      return presentationOf(context.switchToHttp().getRequest<object>());
    }

    // The parameters' types are passport's; `any` would be Nest's own choice here.
    override handleRequest<T = Caller>(error: unknown, caller: T | false, info: unknown, context: ExecutionContext): T {
      if (error) throw error;
      if (caller === false) throw isDomainError(info) ? info : tokenErrorOf(info);
      setCaller(context.switchToHttp().getRequest<object>(), caller as Caller);
      return caller;
    }
  }
  return new StrategyGuard();
}
