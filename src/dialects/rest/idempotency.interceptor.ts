import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable, of } from 'rxjs';
import { auditName, type Caller, callerOf } from '#auth';
import { IdempotencyService, type KeptAnswer } from '#idempotency';
import { InputError } from '../http/input.error.js';
import { headerOf } from '../http/request.js';

const header = 'idempotency-key';
/** Headers of a first answer that the repeated one has, too. */
const keptHeaders = ['location', 'etag', 'cache-control'];
/** A text of structured fields, or the bare key that most clients send. */
const keyForm = /^(?:"([\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255}))$/;

/**
 * `Idempotency-Key` of a POST (draft-ietf-httpapi-idempotency-key-header): the same request of the same caller has one effect
 * and the same answer, marked with `Idempotency-Replayed`. A refused one changed nothing and may be sent again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: IdempotencyService) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.headers[header] === undefined) return next.handle();
    const key = headerOf(request, header) ?? '';
    const reply = http.getResponse<FastifyReply>();
    const begun = await this.idempotency.begin(nameOf(callerOf(request)), readKey(key), textOf(request));
    if (!('hash' in begun)) {
      void reply.headers({ ...begun.headers, 'idempotency-replayed': 'true' });
      return of(begun.body);
    }
    return next.handle().pipe(
      mergeMap(async (body: unknown) => {
        await this.idempotency.keep(begun, { headers: headersOf(reply), body: body ?? null });
        return body;
      }),
      catchError((error: unknown) =>
        from(this.idempotency.release(begun)).pipe(
          mergeMap(() => {
            throw error;
          }),
        ),
      ),
    );
  }
}

/** A narrower credential of the same person does not get the answer that a wider one had. */
function nameOf(caller: Caller): string {
  return JSON.stringify([auditName(caller), [...caller.permissions].sort(), caller.cameras ?? null]);
}

function readKey(text: string): string {
  const found = keyForm.exec(text);
  const key = found?.[1] ?? found?.[2];
  if (key === undefined)
    throw InputError.at('Idempotency-Key', 'form', 'Idempotency-Key takes 1 to 255 visible characters.');
  return key;
}

/** @throws InputError input.invalid for an upload, which is not read before it is stored */
function textOf(request: FastifyRequest): string {
  if (request.upload !== undefined)
    throw InputError.at('Idempotency-Key', 'unsupported', 'Idempotency-Key is not supported with an upload.');
  return JSON.stringify([request.originalUrl, request.body ?? null]);
}

function headersOf(reply: FastifyReply): KeptAnswer['headers'] {
  const present = keptHeaders.flatMap((name) => {
    const value = reply.getHeader(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(present);
}
