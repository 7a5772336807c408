import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorContext, ErrorResponse } from './dialect.js';
import { dialectOf } from './dialects.js';
import type { RouteMethods } from './http/route-methods.js';
import { addLink } from './http/links.js';
import { problemPagePath } from './http/problem-catalogue.js';
import { problemErrors } from './http/problem.errors.js';
import { errorDetailsOf } from './error-context.js';
import { headerOf, pathOf } from './http/request.js';

/** The only place where an error becomes an answer: the error mapper of the path's dialect makes it. */
@Catch()
export class DialectFilter implements ExceptionFilter {
  /** @param publicPath of `PUBLIC_URL`, below which the pages about problems are */
  constructor(
    private readonly routeMethods: RouteMethods,
    private readonly publicPath: string,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent || reply.raw.headersSent) return;
    const context = this.contextOf(error, request);
    request.refusal = context.code;
    const dialect = dialectOf(context.path);
    if (context.code === 'server.fault')
      request.log.error({ err: error, path: context.path, reqId: request.id }, 'a request failed');
    else request.log.debug({ code: context.code, detail: detailOf(error), reqId: request.id }, 'refused');
    const { status, body, headers } = (dialect?.errors ?? problemErrors)[context.code](context);
    if (context.allow.length > 0) reply.header('allow', context.allow.join(', '));
    if (context.retryAfterSeconds !== undefined)
      reply.header('retry-after', String(Math.ceil(context.retryAfterSeconds)));
    if (isProblem(headers)) addLink(reply, `<${problemPagePath(this.publicPath, context.code)}>; rel="help"`);
    void reply
      .status(status)
      .headers({ 'cache-control': 'no-store', ...headers })
      .send(body);
  }

  private contextOf(error: unknown, request: FastifyRequest): ErrorContext {
    const details = errorDetailsOf(error);
    const path = pathOf(request);
    const [canonical = '/'] = request.url.split('?');
    const allow = details.code === 'route.unknown' ? this.routeMethods.of(canonical) : [];
    return {
      ...details,
      code: allow.length > 0 && !allow.includes(request.method) ? 'method.unknown' : details.code,
      allow: allow.includes(request.method) ? [] : allow,
      method: request.method,
      path,
      requestId: request.id,
      presented: dialectOf(path)?.readCredential(request)?.kind,
      scripted: isScripted(request),
    };
  }
}

function isProblem(headers: ErrorResponse['headers']): boolean {
  return headers?.['content-type']?.startsWith('application/problem+json') ?? false;
}

/**
 * Sent by a page's script or for a part of a page, not by a person who opens an address. Browsers send `Sec-Fetch-Dest` on
 * encrypted and local connections only; elsewhere an `Origin` shows a script, and Swagger UI sends `X-Requested-With`.
 */
function isScripted(request: FastifyRequest): boolean {
  const destination = headerOf(request, 'sec-fetch-dest');
  if (headerOf(request, 'x-requested-with') !== undefined) return true;
  return destination === undefined ? headerOf(request, 'origin') !== undefined : destination !== 'document';
}

/** For the log; not the framework's messages, which quote the URL with its secrets (R-LOG). */
function detailOf(error: unknown): string | undefined {
  const isOurs = error instanceof Error && !(error instanceof HttpException) && !('statusCode' in error);
  return isOurs ? error.message : undefined;
}
