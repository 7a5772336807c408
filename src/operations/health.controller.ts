import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '#auth';
import { DatabaseHealth } from '#database';

/** For orchestrators: is the process alive, can it serve. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly database: DatabaseHealth) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'Whether the process runs' })
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Whether requests can be served: the database answers and can be written' })
  @ApiResponse({ status: 503, description: 'The database does not answer, or can only be read' })
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly status: 'ok' | 'unavailable'; readonly database: 'ok' | 'unavailable' }> {
    if (await this.database.answers()) return { status: 'ok', database: 'ok' };
    void reply.status(503).header('retry-after', '1');
    return { status: 'unavailable', database: 'unavailable' };
  }
}
