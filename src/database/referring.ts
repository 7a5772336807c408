import { DomainError, type ObjectKind } from '#errors';
import { isReference } from './violations.js';

/**
 * What is referred to may be deleted between the question whether it is there and the write: then the write is refused.
 * @throws DomainError object.invalid (field)
 */
export async function referring<T>(object: ObjectKind, field: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isReference(error)) throw new DomainError('object.invalid', `${object}: ${field} is gone`, { object, field });
    throw error;
  }
}
