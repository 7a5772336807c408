import { Injectable } from '@nestjs/common';
import type { Caller } from '#auth';
import type { CameraField, CameraShape } from '#cameras';
import { LRUCache } from 'lru-cache';
import { grantActions } from '#access';
import { folderResource } from './folders/folder.resource.js';
import { organizationResource } from './organizations/organization.resource.js';
import { presetResource } from './presets/preset.resource.js';
import { Inclusions } from './resources/inclusions.js';
import type { Link } from './resources/link.js';

/** A camera as it was written, with the numbers of what is to be added under keys that no camera has. */
type Written = Readonly<Record<string, unknown>>;

const keyOf = (name: string): string => `$${name}`;

const fields = {
  organization: 'organizationId',
  folder: 'folderId',
  preset: 'presetId',
  can: 'id',
} as const satisfies Readonly<Record<string, CameraField>>;
export type CameraInclusion = keyof typeof fields;

const link = (name: CameraInclusion, { to, schema }: Pick<Link<Written>, 'to' | 'schema'>): Link<Written> => ({
  to,
  schema,
  number: (camera) => {
    const number = camera[keyOf(name)];
    return typeof number === 'number' ? number : undefined;
  },
});

/** What `include` adds to a camera. */
export const cameraLinks: ReadonlyMap<string, Link<Written>> = new Map(
  Object.entries({
    organization: link('organization', { to: 'organization', schema: { type: organizationResource.answer } }),
    folder: link('folder', { to: 'folder', schema: { type: folderResource.answer } }),
    preset: link('preset', { to: 'preset', schema: { type: presetResource.answer } }),
    can: link('can', {
      to: 'camera-actions',
      schema: { type: 'array', items: { type: 'string', enum: [...grantActions] } },
    }),
  } satisfies Readonly<Record<CameraInclusion, Link<Written>>>),
);

export const cameraInclusions = [...cameraLinks.keys()] as readonly CameraInclusion[];

// One object for each choice, because the cameras module compiles each shape once.
const extended = new WeakMap<CameraShape, LRUCache<string, CameraShape>>();

/** A shape with the numbers of what is to be added. */
export function withNumbers(shape: CameraShape, names: readonly CameraInclusion[]): CameraShape {
  const choices = extended.get(shape) ?? new LRUCache<string, CameraShape>({ max: 50 });
  extended.set(shape, choices);
  const chosen = cameraInclusions.filter((name) => names.includes(name));
  const found = choices.get(chosen.join());
  if (found !== undefined) return found;
  const made = { ...shape, ...Object.fromEntries(chosen.map((name) => [keyOf(name), fields[name]])) };
  choices.set(chosen.join(), made);
  return made;
}

/** Adds to cameras, after they are written, what `include` names. */
@Injectable()
export class CameraInclusions {
  constructor(private readonly inclusions: Inclusions) {}

  /**
   * @param cameras in a shape of `withNumbers`, at most 1000
   * @returns what each becomes, and what was added to it
   */
  async add(
    caller: Caller,
    names: readonly CameraInclusion[],
    cameras: readonly Written[],
  ): Promise<readonly { readonly camera: Written; readonly added: Written }[]> {
    const found = await this.inclusions.find(caller, cameraLinks, names, cameras);
    return cameras.map((camera, at) => {
      const own = Object.entries(camera).filter(([key]) => !key.startsWith('$'));
      const added = found[at] ?? {};
      return { camera: { ...Object.fromEntries(own), ...added }, added };
    });
  }
}
