import { isReference, type ObjectKind } from '#database';
import { WorkspaceError } from './workspace.error.js';

/**
 * What is referred to may be deleted between the question whether it is there and the write: then the write is refused.
 * @throws WorkspaceError object.invalid (field)
 */
export async function referring<T>(object: ObjectKind, field: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isReference(error))
      throw new WorkspaceError('object.invalid', `${object}: ${field} is gone`, { object, field });
    throw error;
  }
}
