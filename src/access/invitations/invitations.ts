import type { Caller, UserCaller } from '#auth';
import { Injectable } from '@nestjs/common';
import type { MembershipFlags } from '../organizations/organization.js';

/** An organization as somebody sees it who was invited. */
export interface InvitedTo {
  readonly id: number;
  readonly title: string;
}

/** Invitations: made by owners, accepted by the one person who comes first. They live a week. */
@Injectable()
export class Invitations {
  /**
   * Owners and superusers only.
   * @returns the key, shown once
   * @throws AccessError organization.not-found, organization.forbidden
   */
  async invite(
    _caller: Caller,
    _organizationId: number,
    _flags: MembershipFlags,
  ): Promise<{ readonly key: string; readonly flags: Required<MembershipFlags> }> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.not-found (invitation): unknown, expired, or accepted by somebody else */
  async find(_caller: UserCaller, _key: string): Promise<InvitedTo> {
    throw new Error('not built yet');
  }

  /**
   * Makes the caller a member, once; the same person again is no error. Flags that they have already stay.
   * @throws AccessError object.not-found (invitation), limit.reached
   */
  async accept(_caller: UserCaller, _key: string): Promise<InvitedTo> {
    throw new Error('not built yet');
  }
}
