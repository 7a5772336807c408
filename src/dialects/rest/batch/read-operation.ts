import type { Type } from '@nestjs/common';
import type { CameraOperation } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { strictInput } from '../../http/input.pipes.js';
import { toCameraDraft } from '../camera.draft.js';
import { CameraChangeBody, NewCameraBody } from '../camera.dto.js';
import { BatchOperationBody } from './batch.dto.js';

/**
 * One operation of a batch in terms of the core.
 * @param place dotted path of the operation, which the fields at fault begin with
 * @param demandVersion for an operation without a version: throws where one is needed
 * @throws InputError input.invalid, and what `demandVersion` throws
 */
export async function readOperation(
  given: unknown,
  place: string,
  demandVersion: (field: string) => void,
): Promise<CameraOperation> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw InputError.at(place, 'isObject', 'An operation is an object.');
  const { op, id, version, body } = await checked(BatchOperationBody, given, place);
  const refuse = (field: string, message: string): never => {
    throw InputError.at(`${place}.${field}`, 'fits', message);
  };
  if (op === 'create') {
    if (id !== undefined) refuse('id', 'A new camera gets its number from the server.');
    if (version !== undefined) refuse('version', 'A new camera has no version yet.');
    return { op, draft: toCameraDraft(await checked(NewCameraBody, body ?? {}, `${place}.body`)) };
  }
  if (id === undefined) return refuse('id', `The operation ${op} needs the number of a camera.`);
  if (op === 'delete') {
    if (body !== undefined) refuse('body', 'The operation delete takes no body.');
    if (version === undefined) demandVersion(`${place}.version`);
    return { op, id, expectedVersion: version };
  }
  if (body === undefined) return refuse('body', 'The operation update needs a body.');
  const change = await checked(CameraChangeBody, body, `${place}.body`);
  if (version !== undefined && change.version !== undefined && version !== change.version)
    refuse('version', 'version contradicts the one in the body.');
  if (version === undefined && change.version === undefined) demandVersion(`${place}.version`);
  return { op, id, change: toCameraDraft(change), expectedVersion: version ?? change.version };
}

async function checked<T extends object>(dto: Type<T>, value: object, place: string): Promise<T> {
  try {
    // The border: strictInput answers an instance of the type that it is given.
    return (await strictInput.transform(value, { type: 'body', metatype: dto })) as T;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const within = (field: string): string => (field === '' ? place : `${place}.${field}`);
    throw new InputError(
      error.code,
      error.issues.map((issue) => ({ ...issue, field: within(issue.field) })),
    );
  }
}
