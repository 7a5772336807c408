import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#auth';
import { Config } from '#config';
import { DomainError } from '#errors';
import { refusalOfMetrics } from './metrics-access.js';
import { MetricsService } from './metrics.service.js';

/** For Prometheus, where it has no port of its own (`METRICS_PORT`). */
@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: "What the server does, in Prometheus's text format" })
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { metricsPort, metricsToken } = this.config;
    if (metricsPort !== undefined) throw new NotFoundException();
    const refusal = refusalOfMetrics(metricsToken, request.raw.socket.remoteAddress, request.headers);
    if (refusal !== undefined) throw new DomainError(refusal);
    void reply.header('content-type', this.metrics.mediaType).header('cache-control', 'no-store');
    return this.metrics.text();
  }
}
