import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { IAuthGuard } from '@nestjs/passport';
import passport from 'passport';
import type { Credential } from '../credential.js';
import { strategyGuard } from '../guards/strategy.guard.js';

export type StrategyKind = Exclude<Credential['kind'], 'malformed'>;

/**
 * The strategies of this application. Passport's registry is global to the process, so each application registers under names
 * of its own; otherwise two of them in one process would answer for each other.
 */
@Injectable()
export class StrategyGuards implements OnApplicationShutdown {
  private readonly instance = randomUUID();
  private readonly guards = new Map<StrategyKind, IAuthGuard>();

  add(kind: StrategyKind, strategy: passport.Strategy): void {
    passport.use(this.nameOf(kind), strategy);
    this.guards.set(kind, strategyGuard(this.nameOf(kind)));
  }

  of(kind: StrategyKind): IAuthGuard {
    const guard = this.guards.get(kind);
    if (guard === undefined) throw new Error(`There is no strategy for ${kind}.`);
    return guard;
  }

  /** Not earlier: requests that are running when the server closes are still answered. */
  onApplicationShutdown(): void {
    for (const kind of this.guards.keys()) passport.unuse(this.nameOf(kind));
  }

  private nameOf(kind: StrategyKind): string {
    return `camgate:${kind}:${this.instance}`;
  }
}
