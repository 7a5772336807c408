import { ApiProperty } from '@nestjs/swagger';
import { StreamPermissions } from '../users/user-streams.dto.js';

class PermittedUser {
  @ApiProperty({ description: 'Id of the user.', example: 7 })
  readonly id!: number;
}

/** A user with what they may do with one stream (GO25 `StreamUserPermission`). */
export class StreamUserPermission {
  @ApiProperty({ type: PermittedUser, description: 'The user.' })
  readonly user!: PermittedUser;

  @ApiProperty({ type: StreamPermissions, description: 'What they may do.' })
  readonly permissions!: StreamPermissions;
}
