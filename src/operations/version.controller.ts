import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '#auth';
import { commit, version } from '#config';

interface Version {
  readonly name: 'camgate';
  readonly version: string;
  /** Only where it is known. */
  readonly commit?: string;
}

/**
 * Which program runs. It is public: the program is, clients ask it before they sign in, and who rolls out a new version looks
 * here. What it runs on (Node, PostgreSQL, packages) stays inside.
 */
@ApiTags('health')
@Controller('version')
export class VersionController {
  @Get()
  @Public()
  @ApiOperation({ summary: 'Which version of the program runs' })
  read(): Version {
    return { name: 'camgate', version, ...(commit === undefined ? {} : { commit }) };
  }
}
