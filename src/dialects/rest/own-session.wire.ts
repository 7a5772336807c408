import { ApiProperty } from '@nestjs/swagger';
import type { Consent, SessionView } from '#auth';

/** One sign-in of the caller. */
export class OwnSession {
  @ApiProperty({ description: 'Its id.', example: '0b5a7f5e-6d8c-4c2e-9d7b-1f2a3b4c5d6e' })
  readonly id!: string;

  @ApiProperty({
    enum: ['first-party', 'browser', 'client'],
    description: 'Our own sign-in, the browser session of the sign-in pages, or the session of an OAuth client.',
    example: 'first-party',
  })
  readonly kind!: 'first-party' | 'browser' | 'client';

  @ApiProperty({ description: 'The API it began at.', example: 'rest' })
  readonly api!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The OAuth client that it belongs to.', example: 'Map' })
  readonly client!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '`User-Agent`, as it was sent.', example: 'Mozilla/5.0' })
  readonly device!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'From where it began.', example: '192.0.2.7' })
  readonly address!: string | null;

  @ApiProperty({ format: 'date-time', description: 'When it began.' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', description: 'When its tokens were last renewed.' })
  readonly last_used_at!: string;

  @ApiProperty({ description: 'Whether the request itself belongs to it.', example: true })
  readonly current!: boolean;
}

/** The sessions of the caller. */
export class OwnSessions {
  @ApiProperty({ type: [OwnSession], description: 'The newest first, at most 100.' })
  readonly items!: readonly OwnSession[];

  @ApiProperty({ type: String, nullable: true, description: 'There is no further page.', example: null })
  readonly next!: string | null;
}

/** What the caller has allowed an OAuth client to do. */
export class OwnConsent {
  @ApiProperty({ description: 'The client.', example: 'c_8V0Zb1dFq6pWm3xT' })
  readonly client_id!: string;

  @ApiProperty({ description: 'What it is called.', example: 'Map' })
  readonly name!: string;

  @ApiProperty({ type: [String], description: 'What it may do.', example: ['cameras:read'] })
  readonly scopes!: readonly string[];

  @ApiProperty({ format: 'date-time', description: 'When it was last allowed.' })
  readonly granted_at!: string;
}

/** What the caller has allowed. */
export class OwnConsents {
  @ApiProperty({ type: [OwnConsent], description: 'The newest first, at most 100.' })
  readonly items!: readonly OwnConsent[];

  @ApiProperty({ type: String, nullable: true, description: 'There is no further page.', example: null })
  readonly next!: string | null;
}

export function toOwnSession(session: SessionView, current: string | undefined): OwnSession {
  return {
    id: session.id,
    kind: session.client === undefined ? (session.browser ? 'browser' : 'first-party') : 'client',
    api: session.dialect,
    client: session.client ?? null,
    device: session.userAgent ?? null,
    address: session.ip ?? null,
    created_at: session.createdAt.toISOString(),
    last_used_at: session.lastUsedAt.toISOString(),
    current: session.id === current,
  };
}

export function toOwnConsent({ clientId, name, scope, grantedAt }: Consent): OwnConsent {
  return { client_id: clientId, name, scopes: scope.split(' '), granted_at: grantedAt.toISOString() };
}
