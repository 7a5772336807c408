import { type MembershipFlags, OrganizationMembersService } from '#access';
import { type Origin, system, type SystemCaller, systemFor, type User, UsersService } from '#auth';
import { hasCode } from '#errors';
import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ClaimRule, Flag, GrantedByRules, OrganizationGrant } from './claim-rule.js';
import { evaluate, rankOf, type WantedByRules } from './claim-rules.js';
import { ExternalIdentityEntity } from './external-identity.entity.js';

type Key = Pick<ExternalIdentityEntity, 'issuer' | 'subject'>;

/**
 * Gives an account what a provider's claims entitle it to, and takes back what they gave before and no longer give. What was
 * given by hand stays. Applied at each sign-in; two at once come to the same result.
 */
@Injectable()
export class ClaimGrants {
  private readonly logger = new Logger('ClaimGrants');

  constructor(
    @InjectRepository(ExternalIdentityEntity) private readonly identities: Repository<ExternalIdentityEntity>,
    private readonly users: UsersService,
    private readonly members: OrganizationMembersService,
  ) {}

  /** @returns the account afterwards */
  async apply(
    identity: ExternalIdentityEntity,
    rules: readonly ClaimRule[],
    claims: Readonly<Record<string, unknown>>,
    by: { readonly actor: string; readonly origin: Origin },
  ): Promise<User> {
    const { userId, granted } = identity;
    const wanted = evaluate(rules, claims);
    const user = await this.users.get(userId);
    const level = nextLevel(user, granted, wanted);
    // Written before a level is given: one that a failure leaves behind is taken back later all the same.
    if (rankOf(level.target) > rankOf(user.accessLevel)) await this.keep(identity, { ...granted, ...level.granted });
    const changed = level.target === user.accessLevel ? user : await this.setLevel(user, level.target, by);
    const organizations: OrganizationGrant[] = [];
    const ids = new Set([...granted.organizations.map((one) => one.organizationId), ...wanted.organizations.keys()]);
    for (const id of ids) {
      const before = granted.organizations.find((one) => one.organizationId === id);
      const after = await this.applyMembership(systemFor(by), userId, id, before, wanted.organizations.get(id));
      if (after !== undefined) organizations.push(after);
    }
    // The last administrator keeps the level: it is taken back when there is another one.
    const kept = changed.accessLevel === level.target ? level.granted : pick(granted);
    await this.keep(identity, { ...kept, organizations });
    return changed;
  }

  private async keep({ issuer, subject }: Key, granted: GrantedByRules): Promise<void> {
    await this.identities
      .createQueryBuilder()
      .update()
      .set({ granted: () => ':granted::jsonb' })
      .where('issuer = :issuer AND subject = :subject', { issuer, subject })
      .setParameter('granted', JSON.stringify(granted))
      .execute();
  }

  private async setLevel(
    user: User,
    accessLevel: User['accessLevel'],
    by: { readonly actor: string; readonly origin: Origin },
  ): Promise<User> {
    try {
      return await this.users.update(user.id, { accessLevel }, by);
    } catch (error) {
      if (!hasCode(error, 'account.invalid')) throw error;
      this.logger.warn(`user:${user.id} keeps the access level ${user.accessLevel}: the last administrator.`);
      return user;
    }
  }

  /** @returns what the rules gave from now on; undefined for nothing */
  private async applyMembership(
    by: SystemCaller,
    userId: number,
    id: number,
    before: OrganizationGrant | undefined,
    wanted: ReadonlySet<Flag> | undefined,
  ): Promise<OrganizationGrant | undefined> {
    try {
      const current = await this.flagsOf(id, userId);
      if (current === 'owner') return undefined;
      const byRules = new Set(before?.flags);
      const byHand = new Set([...(current ?? [])].filter((flag) => !byRules.has(flag)));
      if (wanted === undefined) {
        if (current === undefined) return undefined;
        if (before?.joined === true && byHand.size === 0) await this.members.remove(by, id, userId);
        else if (byRules.size > 0) await this.members.set(by, id, userId, toFlags([], [...byRules]));
        return undefined;
      }
      const given = [...wanted].filter((flag) => !byHand.has(flag));
      const added = given.filter((flag) => current?.has(flag) !== true);
      const gone = [...byRules].filter((flag) => !wanted.has(flag) && current?.has(flag) === true);
      if (current === undefined || added.length > 0 || gone.length > 0)
        await this.members.set(by, id, userId, toFlags(added, gone));
      return { organizationId: id, joined: before?.joined === true || current === undefined, flags: given };
    } catch (error) {
      if (!hasCode(error, 'organization.not-found', 'limit.reached', 'object.not-found')) throw error;
      this.logger.warn(`user:${userId} gets no membership of organization:${id} by claims: ${error.code}`);
      return before;
    }
  }

  private async flagsOf(id: number, userId: number): Promise<ReadonlySet<Flag> | 'owner' | undefined> {
    try {
      const { isOwner, flags } = await this.members.get(system, id, userId);
      if (isOwner) return 'owner';
      const names = Object.entries(flags).filter(([, value]) => value);
      // The border: the keys of `MembershipFlags`.
      return new Set(names.map(([name]) => name as Flag));
    } catch (error) {
      if (hasCode(error, 'object.not-found')) return undefined;
      throw error;
    }
  }
}

/** A level that is not the one the rules gave was set by hand since, and counts as such. */
function nextLevel(
  { accessLevel }: User,
  granted: GrantedByRules,
  wanted: WantedByRules,
): { readonly target: User['accessLevel']; readonly granted: Pick<GrantedByRules, 'accessLevel'> } {
  const base = granted.accessLevel?.to === accessLevel ? granted.accessLevel.from : accessLevel;
  if (rankOf(wanted.accessLevel) <= rankOf(base)) return { target: base, granted: {} };
  return { target: wanted.accessLevel, granted: { accessLevel: { from: base, to: wanted.accessLevel } } };
}

function pick({ accessLevel }: GrantedByRules): Pick<GrantedByRules, 'accessLevel'> {
  return accessLevel === undefined ? {} : { accessLevel };
}

function toFlags(on: readonly Flag[], off: readonly Flag[]): MembershipFlags {
  return Object.fromEntries([...on.map((flag) => [flag, true]), ...off.map((flag) => [flag, false])]);
}
