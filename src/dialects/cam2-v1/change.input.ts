import { InputError } from '../http/input.error.js';
import { lenientInput } from '../http/input.pipes.js';
import { CameraChangeDto } from './camera-body.dto.js';
import type { CameraDto } from './camera.dto.js';

/**
 * Checks the body of a change. Clients read a camera, change a field and send everything back; what was made at another
 * door may be longer than CAM2 v1 allows, or miss what it requires. So what a refused body says as it was shown is taken
 * for not said.
 * @param shown the camera as the caller sees it; asked only where the body alone would be refused
 * @throws InputError input.invalid
 */
export async function readChange(body: object, shown: () => Promise<CameraDto | undefined>): Promise<CameraChangeDto> {
  try {
    return await checked(body);
  } catch (error) {
    const camera = error instanceof InputError ? await shown() : undefined;
    if (camera === undefined) throw error;
    const known = new Map<string, unknown>([...Object.entries(camera), ...Object.entries(camera.retrieval_model)]);
    return checked(Object.fromEntries(Object.entries(body).filter(([key, value]) => known.get(key) !== value)));
  }
}

async function checked(body: object): Promise<CameraChangeDto> {
  const change: unknown = await lenientInput.transform(body, { type: 'body', metatype: CameraChangeDto });
  if (change instanceof CameraChangeDto) return change;
  throw new Error('The pipe made something else of a change.');
}
