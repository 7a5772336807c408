import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Config } from '#config';
import { DataSource, type EntityManager } from 'typeorm';
import type { UserState } from '../accounts/account-state.js';
import type { UserEntity } from '../accounts/user.entity.js';

/** What a person's proofs lack: a code of the factor that they have, or a factor at all. */
export type MissingFactor = 'factor.missing' | 'factor.enrolment-required';

/**
 * Who must have a second factor: by the setting of the installation, and by organizations that require it; and whether the
 * proofs of a sign-in suffice for an account.
 */
@Injectable()
export class SecondFactorPolicy {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  async isRequired(
    { id, accessLevel }: Pick<UserEntity, 'id' | 'accessLevel'>,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<boolean> {
    const { secondFactorRequired: whom } = this.config;
    if (whom === 'everybody' || (whom === 'administrators' && accessLevel !== 'generic')) return true;
    const [row] = await manager.query<{ required: boolean }[]>(
      `SELECT EXISTS (SELECT FROM organizations o WHERE o.requires_second_factor AND (o.owner_id = $1
         OR EXISTS (SELECT FROM memberships m WHERE m.organization_id = o.id AND m.user_id = $1))) AS required`,
      [id],
    );
    return row?.required ?? false;
  }

  /** @param amr how the person proved who they are (RFC 8176); `mfa` suffices for every account */
  async missing(
    { userId, accessLevel, secondFactor }: Pick<UserState, 'userId' | 'accessLevel' | 'secondFactor'>,
    amr: readonly string[],
    manager?: EntityManager,
  ): Promise<MissingFactor | undefined> {
    if (amr.includes('mfa')) return undefined;
    if (secondFactor) return 'factor.missing';
    return (await this.isRequired({ id: userId, accessLevel }, manager)) ? 'factor.enrolment-required' : undefined;
  }

  /** Every session begins or is renewed behind this. @throws DomainError factor.missing | factor.enrolment-required */
  async assertProven(
    user: Pick<UserState, 'userId' | 'accessLevel' | 'secondFactor'>,
    amr: readonly string[],
    manager: EntityManager,
  ): Promise<void> {
    const missing = await this.missing(user, amr, manager);
    if (missing !== undefined) throw new DomainError(missing, `amr: ${amr.join(' ')}`);
  }
}
