import { Param } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { type Caller, CurrentCaller, doneBy, RecentSignInService } from '#auth';
import { ExternalIdentitiesService, type OwnIdentity } from '#federation';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { personOf } from './own-account.js';

const own = ['identified', { scope: 'users:manage' }] as const;

/** What lets the caller sign in at an external provider. */
export class IdentityAnswer {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The provider; `null`: it was removed.',
    example: 'company',
  })
  readonly provider!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What its button says.', example: 'Company' })
  readonly title!: string | null;

  @ApiProperty({ description: 'As the provider calls itself.', example: 'https://sso.example.org/realms/company' })
  readonly issuer!: string;

  @ApiProperty({ description: 'Who the caller is there.', example: '9f1c' })
  readonly subject!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was linked.' })
  readonly linked_at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the caller last signed in there.',
  })
  readonly last_used_at!: string | null;
}

/** What is linked to the caller. */
export class Identities {
  @ApiProperty({ type: [IdentityAnswer], description: 'By issuer.' })
  readonly items!: readonly IdentityAnswer[];

  @ApiProperty({ type: String, nullable: true, description: 'There is no further page.', example: null })
  readonly next!: string | null;
}

/** The caller's own accounts at external providers. */
@ApiController('api/v1/me/identities', { tag: 'sign-in' })
export class IdentitiesController {
  constructor(
    private readonly identities: ExternalIdentitiesService,
    private readonly recentSignIn: RecentSignInService,
  ) {}

  @Endpoint('GET', '', {
    requires: own,
    operationId: 'listIdentities',
    summary: 'The external providers at which the caller signs in',
    answer: { type: Identities, description: 'With who they are there.' },
    errors: [401, 403],
  })
  async list(@CurrentCaller() caller: Caller): Promise<Identities> {
    const found = await this.identities.ownOf(personOf(caller).userId);
    return { items: found.map(toWire), next: null };
  }

  @Endpoint('DELETE', ':provider', {
    requires: own,
    operationId: 'unlinkIdentity',
    summary: 'No longer sign in at an external provider',
    description:
      'Not where it is the last way in (409): first set a password, or add a passkey. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).',
    params: [{ name: 'provider', description: "The provider's name." }],
    answer: { status: 204, description: 'It is unlinked.' },
    errors: [401, 403, 404, 409],
  })
  async unlink(@CurrentCaller() caller: Caller, @Param('provider') provider: string): Promise<void> {
    const { userId } = await this.recentSignIn.assert(caller);
    await this.identities.unlinkOwn(userId, provider, doneBy(caller));
  }
}

function toWire({ provider, issuer, subject, linkedAt, lastUsedAt }: OwnIdentity): IdentityAnswer {
  return {
    provider: provider?.name ?? null,
    title: provider?.title ?? null,
    issuer,
    subject,
    linked_at: linkedAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  };
}
