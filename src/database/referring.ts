import { DomainError, type ObjectKind } from '#errors';
import { isReference } from './violations.js';

/**
 * The referenced row may be deleted between its check and the write: the write then fails with a domain error.
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
