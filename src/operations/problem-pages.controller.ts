import { Controller, Get, Header, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#auth';
import { Config } from '#config';
import { negotiate, problemCatalogue, problemPagePath } from '#dialects';
import { problemIndex, problemPage, problemPagePolicy } from './problem-page.js';

const types = ['text/html', 'application/json'] as const;
const anHour = 'public, max-age=3600';

/** What each code of an error means, for people, and as JSON for programs. */
@Controller('docs/problems')
export class ProblemPagesController {
  constructor(private readonly config: Config) {}

  @Get()
  @Public()
  @Header('cache-control', anHour)
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const page = (): string => problemIndex(problemCatalogue, (code) => problemPagePath(this.config.publicPath, code));
    this.send(request, reply, page, { items: problemCatalogue });
  }

  @Get(':code')
  @Public()
  @Header('cache-control', anHour)
  one(@Param('code') code: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const found = problemCatalogue.find((problem) => problem.code === code);
    if (found === undefined) throw new NotFoundException();
    this.send(request, reply, () => problemPage(found, problemPagePath(this.config.publicPath, '')), found);
  }

  private send(request: FastifyRequest, reply: FastifyReply, page: () => string, json: object): void {
    void reply.header('content-security-policy', problemPagePolicy);
    if (negotiate(request, reply, types) === 'application/json') void reply.send(json);
    else void reply.type('text/html; charset=utf-8').send(page());
  }
}
