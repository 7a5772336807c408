import { DomainError } from '#errors';
import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth } from '@nestjs/swagger';
import { callerOf, isAdministrator, type Permission, Requires } from '#auth';

/** Lets administrators pass; everybody else hears 403 before anything of the request is looked at. */
@Injectable()
class AdministratorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (isAdministrator(callerOf(context.switchToHttp().getRequest<object>()))) return true;
    throw new DomainError('permission.missing', 'for administrators only');
  }
}

/** A controller of the administrators' interface (Part 2): access level `admin`, and a credential that was given enough. */
export function ForAdministrators(permission: Permission = 'accounts:manage'): ClassDecorator {
  return applyDecorators(Requires(permission), UseGuards(AdministratorGuard), ApiBasicAuth(), ApiBearerAuth());
}
