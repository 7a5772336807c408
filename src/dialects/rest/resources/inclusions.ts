import { Injectable } from '@nestjs/common';
import { CameraRightsService, FoldersService, ManagedUsersService, OrganizationsService } from '#access';
import { type Caller, mayAttempt, type Permission } from '#auth';
import { CamerasService, PresetsService } from '#cameras';
import { cameraShape } from '../camera.shape.js';
import { folderResource } from '../folders/folder.resource.js';
import { organizationResource } from '../organizations/organization.resource.js';
import { presetResource } from '../presets/preset.resource.js';
import { userResource } from '../users/user.resource.js';
import { actionsOnCamera } from './camera-actions.js';
import type { LinkKind, Links } from './link.js';
import { type Answer, type Resource, toAnswer } from './resource.js';

/** What to add to each item, in the order of the items. */
export type Including<Item> = (names: readonly string[], items: readonly Item[]) => Promise<readonly Answer[]>;

type Found = ReadonlyMap<number, unknown>;

/** What its own resource demands: a token that cannot read it there cannot read it here. */
const permissions: Readonly<Record<LinkKind, Permission>> = {
  organization: 'cameras:read',
  user: 'users:manage',
  camera: 'cameras:read',
  folder: 'cameras:read',
  preset: 'cameras:read',
  'camera-actions': 'cameras:read',
  'folder-actions': 'cameras:read',
};

/** Looks up what `include` adds to answers, under the caller's rights: one statement for each kind and page. */
@Injectable()
export class Inclusions {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly users: ManagedUsersService,
    private readonly folders: FoldersService,
    private readonly cameras: CamerasService,
    private readonly presets: PresetsService,
    private readonly rights: CameraRightsService,
  ) {}

  of<Item, Field extends string>(caller: Caller, { links }: Resource<Item, Field>): Including<Item> {
    return async (names, items) => this.find(caller, links, names, items);
  }

  /**
   * What to add to each item; null where it is hidden from the caller.
   * @param items at most 1000
   */
  async find<Item>(
    caller: Caller,
    links: Links<Item>,
    names: readonly string[],
    items: readonly Item[],
  ): Promise<readonly Answer[]> {
    const chosen = names.flatMap((name) => {
      const link = links.get(name);
      return link === undefined ? [] : [{ name, link }];
    });
    const found = await Promise.all(
      chosen.map(async ({ link: { to, number } }) => {
        const numbers = [...new Set(items.flatMap((item) => number(item) ?? []))];
        return numbers.length > 0 && mayAttempt(caller, permissions[to]) ? this.read(caller, to, numbers) : none;
      }),
    );
    return items.map((item) =>
      Object.fromEntries(
        chosen.map(({ name, link }, at) => [name, found[at]?.get(link.number(item) ?? 0) ?? null] as const),
      ),
    );
  }

  private async read(caller: Caller, kind: LinkKind, ids: readonly number[]): Promise<Found> {
    const query = { where: [{ operator: 'in', field: 'id', values: ids } as const] };
    const page = { limit: ids.length };
    switch (kind) {
      case 'organization':
        return shown(organizationResource, await this.organizations.list(caller, query, page));
      case 'user':
        return shown(userResource, await this.users.list(caller, query, page));
      case 'folder':
        return shown(folderResource, await this.folders.listAll(caller, query, page));
      case 'preset':
        return shown(presetResource, await this.presets.list(caller, query, page));
      case 'camera': {
        const { json } = await this.cameras.listJson(caller, query, page, cameraShape);
        // The border: PostgreSQL writes an array of objects in this shape.
        const cameras = JSON.parse(json) as readonly { readonly id: number }[];
        return new Map(cameras.map((camera) => [camera.id, camera]));
      }
      case 'camera-actions':
        return this.actions(caller, ids);
      case 'folder-actions': {
        const open = mayAttempt(caller, 'organizations:manage') ? await this.folders.editableIn(caller, ids) : none;
        return new Map(ids.map((id) => [id, open.has(id) ? ['edit'] : []]));
      }
    }
  }

  /** Administering is not watching, so each is asked for itself. */
  private async actions(caller: Caller, ids: readonly number[]): Promise<Found> {
    const [managing, watching] = await Promise.all([
      this.rights.rightsOn(caller, ids),
      this.rights.watchingRightsOn(caller, ids),
    ]);
    return new Map([...managing].map(([id, rights]) => [id, actionsOnCamera(caller, rights, watching.get(id))]));
  }
}

const none: ReadonlyMap<number, unknown> = new Map();

function shown<Item extends { readonly id: number }, Field extends string>(
  resource: Resource<Item, Field>,
  { items }: { readonly items: readonly Item[] },
): Found {
  return new Map(items.map((item) => [item.id, toAnswer(resource, item)]));
}
