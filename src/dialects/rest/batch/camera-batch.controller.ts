import { Body, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraOperation, CamerasService, type OperationResult } from '#cameras';
import { Config } from '#config';
import { isDomainError } from '#errors';
import { ApiController } from '../../http/endpoint.js';
import { InputError } from '../../http/input.error.js';
import { strictInput } from '../../http/input.pipes.js';
import { toCameraOnWire } from '../camera.wire.js';
import { Endpoint } from '../endpoint.decorator.js';
import type { Problem } from '../problem.dto.js';
import { Preconditions } from '../resources/preconditions.js';
import { BatchAnswer, BatchBody, type BatchResult } from './batch.dto.js';
import { placed, placeOf, problemOf } from './item-problem.js';
import { readOperation } from './read-operation.js';

const mebibyte = 1024 * 1024;

const examples = {
  two: {
    value: {
      operations: [
        { op: 'create', body: { title: 'Tower, looking north' } },
        { op: 'create', body: { title: 'Tower, looking south', enabled: false } },
      ],
      atomic: true,
    },
  },
};

/** Many cameras at once. The second colon keeps Fastify's router from reading a parameter. */
@ApiController('api/v1/cameras::batch', { tag: 'cameras' })
export class CameraBatchController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly preconditions: Preconditions,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    operationId: 'batchCameras',
    summary: 'Add, change and delete many cameras',
    description:
      'Up to 1000 operations in one transaction, in a body of up to 4 MiB, each under the rights of a single request. Deletions are done first, then changes, then creations. With `atomic` (as usual) one that cannot be done is the answer, with its place in `errors`, and nothing is done.',
    body: { type: BatchBody, examples },
    answer: { type: BatchAnswer, description: 'What became of each operation.' },
    errors: [400, 401, 402, 403, 404, 409, 412, 413, 428],
  })
  @RouteConfig({ mostBytes: 4 * mebibyte })
  async run(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: BatchBody,
    @Req() request: FastifyRequest,
  ): Promise<BatchAnswer> {
    const read = await this.readAll(body.operations);
    return { results: body.atomic === false ? await this.each(caller, read, request) : await this.all(caller, read) };
  }

  /** @throws InputError with the faults of all operations; PlacedError of the first that cannot be done */
  private async all(caller: Caller, read: readonly (CameraOperation | InputError)[]): Promise<readonly BatchResult[]> {
    const faults = read.flatMap((one) => (one instanceof InputError ? one.issues : []));
    const [first, ...others] = new Set(read.flatMap((one) => (one instanceof InputError ? one.code : [])));
    if (first !== undefined) throw new InputError(others.length > 0 ? 'input.invalid' : first, faults);
    const operations = readable(read);
    try {
      const results = await this.cameras.runAll(caller, operations, { atomic: true });
      return results.flatMap((result) => (result.outcome === 'failed' ? [] : this.done(result)));
    } catch (error) {
      if (isDomainError(error) && error.context.item !== undefined) throw placed(error, error.context.item);
      throw error;
    }
  }

  private async each(
    caller: Caller,
    read: readonly (CameraOperation | InputError)[],
    request: FastifyRequest,
  ): Promise<readonly BatchResult[]> {
    const operations = readable(read);
    const results = (await this.cameras.runAll(caller, operations, { atomic: false })).values();
    return read.map((one, item) => {
      if (one instanceof InputError) return toProblemResult(one, undefined, request);
      const result = results.next().value;
      if (result === undefined) throw new Error('an operation has no result');
      if (result.outcome !== 'failed') return this.done(result);
      return toProblemResult(placed(result.error, item), one.op === 'create' ? undefined : one.id, request);
    });
  }

  /** Each operation, or what is wrong with it. */
  private async readAll(operations: readonly unknown[]): Promise<readonly (CameraOperation | InputError)[]> {
    const demandVersion = (field: string): void => this.preconditions.demand(field);
    return Promise.all(
      operations.map(async (one, item) =>
        readOperation(one, placeOf(item), demandVersion).catch((error: unknown) => {
          if (error instanceof InputError) return error;
          throw error;
        }),
      ),
    );
  }

  private done(result: Exclude<OperationResult, { readonly outcome: 'failed' }>): BatchResult {
    if (result.outcome === 'deleted') return { status: 204, id: result.id };
    const { id } = result.camera;
    const body = toCameraOnWire(result.camera);
    if (result.outcome === 'updated') return { status: 200, id, body };
    return { status: 201, id, location: `${this.config.publicPath}/api/v1/cameras/${id}`, body };
  }
}

function readable(read: readonly (CameraOperation | InputError)[]): readonly CameraOperation[] {
  return read.flatMap((one) => (one instanceof InputError ? [] : [one]));
}

function toProblemResult(
  error: Parameters<typeof problemOf>[0],
  id: number | undefined,
  request: FastifyRequest,
): BatchResult {
  const { status, body } = problemOf(error, request);
  // The border: the body of REST's errors is a problem.
  return { status, ...(id === undefined ? {} : { id }), problem: body as Problem };
}
