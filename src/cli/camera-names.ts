import type { INestApplicationContext } from '@nestjs/common';
import { type Camera, CamerasService } from '#cameras';
import { CommandError, printable } from './answer.js';
import { operatorCaller } from './operator.js';

const idForm = /^(?:id:)?([1-9]\d{0,9})$/;

/**
 * The camera of this name or id; `id:7` is never taken for a name that is 7.
 * @throws CommandError where there is none, or where a name of digits is another camera's id
 */
export async function cameraNamed(core: INestApplicationContext, text: string): Promise<Camera> {
  const cameras = core.get(CamerasService);
  const exact = await cameras.find(operatorCaller, { name: text });
  const id = idForm.exec(text)?.[1];
  const numbered = id === undefined ? undefined : await cameras.find(operatorCaller, { id: Number(id) });
  if (exact !== undefined && numbered !== undefined && exact.id !== numbered.id)
    throw new CommandError(
      `${printable(text)} is the name of camera ${exact.id} and the id of ${printable(numbered.name)}: say id:${exact.id} or id:${numbered.id}.`,
    );
  const found = exact ?? numbered;
  if (found === undefined) throw new CommandError(`There is no camera ${printable(text)}.`);
  return found;
}

/** Each camera once, in the order of the names. @throws CommandError as `cameraNamed` */
export async function camerasNamed(
  core: INestApplicationContext,
  texts: readonly string[],
): Promise<readonly Camera[]> {
  const found = new Map<number, Camera>();
  for (const text of texts) {
    const camera = await cameraNamed(core, text);
    found.set(camera.id, camera);
  }
  return [...found.values()];
}
