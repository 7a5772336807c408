import { Controller, Get } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires, Users } from '#auth';
import { ApiFailures } from './failures.decorator.js';
import { Profile } from './profile.dto.js';
import { toProfileWire } from './profile.wire.js';
import { signedInUser } from './signed-in-user.js';

/** Who the caller is. */
@Requires('cameras:read')
@ApiTags('profile')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('watcher/client-api/v3/profile')
export class ProfileController {
  constructor(private readonly users: Users) {}

  @Get()
  @ApiOperation({ summary: 'The caller' })
  @ApiResponse({ status: 200, type: Profile, description: 'The profile.' })
  @ApiFailures(401, 403)
  async show(@CurrentCaller() caller: Caller): Promise<Profile> {
    return toProfileWire(await this.users.get(signedInUser(caller).userId));
  }
}
