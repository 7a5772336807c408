import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Caller } from '../caller.js';

const property = 'caller';

/** Only the guard calls this. */
export function setCaller(request: object, caller: Caller): void {
  Object.defineProperty(request, property, { value: caller, configurable: true, enumerable: false });
}

/** The caller that the guard identified. @throws Error on a public route */
export function callerOf(request: unknown): Caller {
  if (typeof request === 'object' && request !== null && property in request) {
    // The border: only `setCaller` writes this property.
    return request[property] as Caller;
  }
  throw new Error('This route identifies nobody: it is public.');
}

/** The caller, as a controller method's parameter. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<object>()),
);
