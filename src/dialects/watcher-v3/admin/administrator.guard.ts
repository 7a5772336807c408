import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { callerOf, isOfLevelAdmin } from '#auth';
import { DomainError } from '#errors';

/** Lets administrators pass, the route's scope apart; everybody else gets 403 before anything of the request is looked at. */
@Injectable()
export class AdministratorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (isOfLevelAdmin(callerOf(context.switchToHttp().getRequest<object>()))) return true;
    throw new DomainError('permission.missing', 'for administrators only');
  }
}
