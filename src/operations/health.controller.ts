import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public, RevocationsService } from '#auth';
import { DatabaseHealth } from '#database';

/** So long without news from other instances means that this one cannot be trusted with requests. */
const silenceSeconds = 60;

interface Readiness {
  readonly status: 'ok' | 'unavailable';
  readonly database: 'ok' | 'unavailable';
  /** Only where it is the reason: what other instances revoke does not arrive. */
  readonly revocations?: 'unavailable';
}

/** For orchestrators: is the process alive, can it serve. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: DatabaseHealth,
    private readonly revocations: RevocationsService,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'Whether the process runs' })
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Whether requests can be served: the database answers and can be written' })
  @ApiResponse({
    status: 503,
    description:
      'The database does not answer, or can only be read; or nothing was heard of revocations for a minute (`revocations`)',
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const answers = await this.database.answers();
    const isSilent = (this.revocations.ageSeconds ?? 0) > silenceSeconds;
    if (answers && !isSilent) return { status: 'ok', database: 'ok' };
    void reply.status(503).header('retry-after', '1');
    if (!answers) return { status: 'unavailable', database: 'unavailable' };
    return { status: 'unavailable', database: 'ok', revocations: 'unavailable' };
  }
}
