import { applyDecorators } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';

/** Documents the ways to be authorized: a session, or a key with or without its user. */
export function ApiAuthorization(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiSecurity({ 'x-vsaas-session': [] }),
    ApiSecurity({ 'x-vsaas-api-key': [], 'x-vsaas-user': [] }),
    ApiSecurity({ 'x-vsaas-api-key': [] }),
  );
}
