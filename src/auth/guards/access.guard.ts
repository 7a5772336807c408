import { DomainError, isAuthError } from '#errors';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuditLogService } from '#audit';
import { LRUCache } from 'lru-cache';
import { auditName } from '../audit-name.js';
import { AuthenticationService } from '../authentication.service.js';
import { type Caller, guest, mayAttempt, type Permission } from '../caller.js';
import type { Credential, CredentialKind, Origin } from '../credential.js';
import { StrategyGuards } from '../strategies/strategy-guards.js';
import { accessMetadata, type Requirement, usuallyAccepted } from './access-metadata.js';
import { CredentialReader } from './credential-reader.js';
import { callerOf, setCaller } from './current-caller.js';
import { present } from './presentation.js';

const noteMilliseconds = 60_000;

/** What a route states of its access. */
interface RouteAccess {
  readonly isPublic: boolean;
  readonly requirement: Requirement | undefined;
  readonly accepted: readonly CredentialKind[];
}

/** Guards every route of every dialect; a route that does not state its access lets nobody in. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly routes = new WeakMap<object, Map<unknown, RouteAccess>>();
  private readonly noted = new LRUCache<string, true>({ max: 1_000, ttl: noteMilliseconds });

  constructor(
    private readonly reflector: Reflector,
    private readonly reader: CredentialReader,
    private readonly authentication: AuthenticationService,
    private readonly strategies: StrategyGuards,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError with the reason */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { isPublic, requirement, accepted } = this.accessOf(context);
    if (isPublic) return true;
    if (requirement === undefined) throw new DomainError('permission.missing', 'the route does not state its access');

    const request = context.switchToHttp().getRequest<object>();
    const credential = this.reader.read(request);
    const origin = this.reader.origin(request);
    const caller =
      credential === undefined
        ? this.asGuest(request, requirement)
        : await this.identify(context, request, credential, accepted, origin);
    const missing = this.missingPermission(caller, request, requirement);
    if (missing !== undefined) {
      this.audit.record({ event: 'authz_fail', actor: auditName(caller), origin, reason: missing });
      throw new DomainError('permission.missing', missing, { reason: missing });
    }
    setCaller(request, { ...caller, origin });
    return true;
  }

  /** Looked up once a route: its decorators are complete when the first request comes. */
  private accessOf(context: ExecutionContext): RouteAccess {
    const [handler, controller] = [context.getHandler(), context.getClass()];
    const routes = this.routes.get(controller) ?? new Map<unknown, RouteAccess>();
    this.routes.set(controller, routes);
    const known = routes.get(handler);
    if (known !== undefined) return known;
    const targets = [handler, controller];
    const access = {
      isPublic: this.reflector.getAllAndOverride<boolean | undefined>(accessMetadata.public, targets) ?? false,
      requirement: this.reflector.getAllAndOverride<Requirement | undefined>(accessMetadata.requires, targets),
      accepted:
        this.reflector.getAllAndOverride<readonly CredentialKind[] | undefined>(accessMetadata.accepts, targets) ??
        usuallyAccepted,
    };
    routes.set(handler, access);
    return access;
  }

  private missingPermission(caller: Caller, request: object, requirement: Requirement): Permission | undefined {
    const { permission, orMember } = requirement;
    if (permission === 'identified') return this.missingScope(caller, request, requirement);
    if (orMember) return mayAttempt(caller, permission) ? this.missingScope(caller, request, requirement) : permission;
    return caller.permissions.has(permission) ? this.missingScope(caller, request, requirement) : permission;
  }

  /** Many routes require only `cameras:read` of persons; a narrowed token needs more to change something there. */
  private missingScope(caller: Caller, request: object, { permission, scope }: Requirement): Permission | undefined {
    if (caller.kind !== 'user') return undefined;
    // A key opens no other credential, which would not have its limits.
    if (scope !== undefined && caller.scopedKeyId !== undefined) return scope;
    if (caller.scope === undefined) return undefined;
    const needed =
      scope ?? (permission === 'cameras:read' && !this.reader.isSafe(request) ? 'cameras:write' : undefined);
    return needed === undefined || caller.scope.has(needed) ? undefined : needed;
  }

  private asGuest(request: object, { permission }: Requirement): Caller {
    if (permission === 'cameras:read' && this.reader.optional(request)) return guest;
    throw new DomainError('credential.missing');
  }

  private async identify(
    context: ExecutionContext,
    request: object,
    credential: Credential,
    accepted: readonly CredentialKind[],
    origin: Origin,
  ): Promise<Caller> {
    if (credential.kind === 'malformed') return this.authentication.authenticate(credential, origin);
    if (!accepted.includes(credential.kind)) throw new DomainError('credential.unsupported', credential.kind);
    // A cached token needs no strategy: passport alone costs more than everything else here.
    const recognized = this.authentication.recognize(credential);
    if (recognized !== undefined) return recognized;
    present(request, { credential, origin });
    try {
      await this.strategies.of(credential.kind).canActivate(context);
    } catch (error) {
      if (credential.kind === 'access-token' && isAuthError(error)) this.recordBadToken(error, origin);
      throw error;
    }
    return callerOf(request);
  }

  /** Other kinds are recorded by their verifiers. Expiry is normal and not recorded; the rest once a minute and address. */
  private recordBadToken({ code }: DomainError, origin: Origin): void {
    const place = `${code} ${origin.dialect} ${origin.ip}`;
    if (code === 'token.expired' || this.noted.has(place)) return;
    this.noted.set(place, true);
    this.audit.record({ event: 'authn_login_fail', origin, reason: code });
  }
}
