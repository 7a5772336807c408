import { Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { ApiFailures } from '../failures.decorator.js';

const unsupported = 'Answers 501: this server looks into no network.';

/** Finding cameras in a network. */
@ApiTags('cameras')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/cameras/discover')
export class CameraDiscoveryController {
  @Get()
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'What was found: not done here', description: unsupported })
  @ApiFailures(403, 501)
  found(@CurrentCaller() _caller: Caller): never {
    throw new UnsupportedAction('discover');
  }

  @Put()
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Look for cameras: not done here', description: unsupported })
  @ApiFailures(403, 501)
  look(@CurrentCaller() _caller: Caller): never {
    throw new UnsupportedAction('discover');
  }

  @Delete()
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Stop looking: not done here', description: unsupported })
  @ApiFailures(403, 501)
  stop(@CurrentCaller() _caller: Caller): never {
    throw new UnsupportedAction('discover');
  }
}
