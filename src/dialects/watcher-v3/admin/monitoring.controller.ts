import { Res } from '@nestjs/common';
import { ApiProperty, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Clock, version } from '#config';
import { DatabaseHealth } from '#database';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';

/** The answer to an orchestrator's probes (OAD `server_stats_whoami`). */
class ServerState {
  @ApiProperty({ description: 'The version as a number: 1.2.3 is 10203.', example: 100 })
  readonly build!: number;

  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly now!: number;

  @ApiProperty({ description: 'Version of the server.', example: '0.1.0' })
  readonly server_version!: string;

  @ApiProperty({ description: 'When this instance began, seconds since 1970.', example: 1738100000 })
  readonly started_at!: number;
}

const build = version
  .split(/[.-]/)
  .slice(0, 3)
  .reduce((sum, part) => sum * 100 + Number(part), 0);

/** Whether the server lives and can serve; orchestrators have no credential. */
@AdminApi('monitoring', { tag: 'monitoring', public: 'all' })
export class MonitoringController {
  private readonly startedAt: number;

  constructor(
    private readonly clock: Clock,
    private readonly database: DatabaseHealth,
  ) {
    this.startedAt = clock.seconds();
  }

  @Endpoint('GET', 'liveness', {
    operationId: 'liveness_probe',
    summary: 'Whether the process runs',
    answer: { type: ServerState, description: 'It does.' },
  })
  liveness(): ServerState {
    return this.state();
  }

  @Endpoint('GET', 'readiness', {
    operationId: 'readiness_probe',
    summary: 'Whether requests can be served: the database answers',
    answer: { type: ServerState, description: 'They can.' },
  })
  @ApiResponse({ status: 503, type: ServerState, description: 'The database does not answer.' })
  async readiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<ServerState> {
    if (!(await this.database.answers())) void reply.status(503);
    return this.state();
  }

  private state(): ServerState {
    return {
      build,
      now: this.clock.now().getTime(),
      server_version: version,
      started_at: this.startedAt,
    };
  }
}
