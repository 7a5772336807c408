import { InputError } from '../http/input.error.js';
import { lenientInput } from '../http/input.pipes.js';
import { CameraChangeDto } from './camera-body.dto.js';
import type { CameraDto } from './camera.dto.js';

/**
 * Checks the body of a change. Clients read a camera, change a field and send everything back; what was made at another
 * API may be longer than CAM2 v1 allows, or miss what it requires. So if a body is not valid, its fields
 * that repeat the camera's current values are ignored.
 * @param current the camera as the caller sees it; read only where the body alone is not valid
 * @throws InputError input.invalid
 */
export async function readChange(
  body: object,
  current: () => Promise<CameraDto | undefined>,
): Promise<CameraChangeDto> {
  try {
    return await checked(body);
  } catch (error) {
    const camera = error instanceof InputError ? await current() : undefined;
    if (camera === undefined) throw error;
    const unchanged = new Map<string, unknown>([...Object.entries(camera), ...Object.entries(camera.retrieval_model)]);
    return checked(Object.fromEntries(Object.entries(body).filter(([key, value]) => unchanged.get(key) !== value)));
  }
}

async function checked(body: object): Promise<CameraChangeDto> {
  const change: unknown = await lenientInput.transform(body, { type: 'body', metatype: CameraChangeDto });
  if (change instanceof CameraChangeDto) return change;
  throw new Error('The pipe made something else of a change.');
}
