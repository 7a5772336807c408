import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Who is asking, with what a client needs to draw its menus (WD). */
export class Account {
  @ApiPropertyOptional({
    description: 'The session key, for `x-vsaas-session`; only in the answer to a login.',
    example: 'W98uOoiMFf46SyE78RjWIZjsaVM',
  })
  readonly session?: string;

  @ApiProperty({
    description: 'Login; `guest` without authorization, `system` behind the system key.',
    example: 'user1',
  })
  readonly login!: string;

  @ApiProperty({ type: Number, nullable: true, description: "The user's id; null for who is no user.", example: 7 })
  readonly id!: number | null;

  @ApiProperty({ description: 'False for the guest.', example: true })
  readonly is_logged_in!: boolean;

  @ApiProperty({ description: 'May do everything.', example: false })
  readonly is_admin!: boolean;

  @ApiProperty({ description: 'Manages users and organizations.', example: false })
  readonly is_domain_admin!: boolean;

  @ApiProperty({ description: 'Manages the users of some organization.', example: false })
  readonly is_organization_admin!: boolean;

  @ApiProperty({ description: 'May make and change organizations.', example: false })
  readonly can_edit_organizations!: boolean;

  @ApiProperty({ description: 'Sees organizations.', example: true })
  readonly can_view_organizations!: boolean;

  @ApiProperty({ description: 'May change settings.', example: false })
  readonly can_edit_settings!: boolean;

  @ApiProperty({ description: 'There is one domain: 1.', example: 1 })
  readonly domain_id!: number;

  @ApiProperty({ type: String, nullable: true, description: 'E-mail address.', example: 'ada@example.com' })
  readonly notification_email!: string | null;

  @ApiProperty({ description: 'Language; always `en`.', example: 'en' })
  readonly locale!: string;

  @ApiProperty({ type: [String], description: 'Languages there are.', example: ['en'] })
  readonly locales!: readonly string[];

  @ApiProperty({ type: [Number], description: 'Ids of the organizations whose cameras are visible.', example: [1] })
  readonly organizations!: readonly number[];

  @ApiProperty({ description: 'Cannot change the own account here; always true.', example: true })
  readonly readonly!: boolean;

  @ApiProperty({ description: 'There are no messages: 0.', example: 0 })
  readonly unread_messages_count!: number;

  @ApiProperty({ type: Object, description: 'Nothing is told about the server.', example: {} })
  readonly server_info!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: Object, description: 'Branding and map settings; none.', example: {} })
  readonly settings!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: Object, description: 'Preferences of the user; none.', example: {} })
  readonly user_settings!: Readonly<Record<string, unknown>>;
}
