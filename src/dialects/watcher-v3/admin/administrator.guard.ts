import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { callerOf, isAdministrator } from '#auth';
import { DomainError } from '#errors';

/** Lets administrators pass; everybody else is answered 403 before anything of the request is looked at. */
@Injectable()
export class AdministratorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (isAdministrator(callerOf(context.switchToHttp().getRequest<object>()))) return true;
    throw new DomainError('permission.missing', 'for administrators only');
  }
}
