import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class AccessLogAction {
  @ApiProperty({
    description: 'What happened, in terms of the OWASP logging vocabulary.',
    example: 'authn_login_fail',
  })
  readonly type!: string;
}

class AccessLogObject {
  @ApiProperty({ description: 'Its id.', example: '7' })
  readonly id!: string;

  @ApiProperty({
    description: 'Its type.',
    enum: ['Stream', 'User', 'Organization', 'Folder', 'Preset', 'Mosaic', 'Zone'],
    example: 'User',
  })
  readonly type!: string;

  @ApiProperty({ description: 'Its name: a login where it is a user.', example: 'ada' })
  readonly representation!: string;
}

class AccessLogRequest {
  @ApiPropertyOptional({ description: 'Address it came from.', example: '192.0.2.7' })
  readonly ip?: string;

  @ApiPropertyOptional({ description: 'Program it came from.', example: 'curl/8.5.0' })
  readonly user_agent?: string;
}

class AccessLogUser {
  @ApiPropertyOptional({ description: 'Id, where a user did it.', example: 7 })
  readonly id?: number;

  @ApiProperty({
    description:
      'Login; an application’s client id; `system` for the server itself; `guest` for an unidentified caller; of a ' +
      'failed login the login that was tried, empty where no user has it.',
    example: 'ada',
  })
  readonly login!: string;

  @ApiPropertyOptional({ type: AccessLogRequest, description: 'The request.' })
  readonly request_data?: AccessLogRequest;
}

/** One thing that happened (GO26). */
export class AccessLogEntry {
  @ApiProperty({ description: 'Id.', example: 4711 })
  readonly id!: number;

  @ApiProperty({ description: 'Seconds since 1970.', example: 1738108800 })
  readonly created_at!: number;

  @ApiProperty({ type: AccessLogAction, description: 'What happened.' })
  readonly action!: AccessLogAction;

  @ApiPropertyOptional({ type: AccessLogObject, description: 'What it was done to.' })
  readonly object?: AccessLogObject;

  @ApiProperty({ type: AccessLogUser, description: 'Who did it.' })
  readonly user!: AccessLogUser;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The API (`door`), the reason, and the id of the request.',
    example: { door: 'watcher-v3', reason: 'password' },
  })
  readonly event_data?: Readonly<Record<string, string>>;
}
