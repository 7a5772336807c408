import { randomUUID } from 'node:crypto';
import { type Caller, system, type UserCaller } from '#auth';
import type { CameraShape, FeedQuestion } from '#cameras';
import type { DataSource, EntityManager } from 'typeorm';
import { application, type Registry } from './registry.js';
import type { SeededRandom } from './seeded-random.js';

const shape = {
  id: 'id',
  title: 'title',
  address: 'snapshotUrl',
  organization: 'organizationId',
  version: 'version',
} as const satisfies CameraShape;

/** A camera with a field that only some see. */
export const question: FeedQuestion & { readonly shape: CameraShape } = { shape };

/** Organizations with folders, cameras and people, whose rights change all the time. */
export class FeedWorld {
  constructor(
    private readonly database: DataSource,
    /** The first is public. */
    readonly organizations: readonly number[],
    readonly people: readonly UserCaller[],
    readonly callers: readonly Caller[],
  ) {}

  get publicOrganization(): number {
    return this.organizations[0] ?? 0;
  }

  get privateOrganization(): number {
    return this.organizations[1] ?? 0;
  }

  async addCamera(
    organizationId: number,
    manager: EntityManager = this.database.manager,
    folderId?: number,
  ): Promise<number> {
    const name = randomUUID();
    const rows = await manager.query<{ readonly id: number }[]>(
      `insert into cameras (name, object_id, organization_id, folder_id, kind, title)
       values ($1, substr(md5($1), 1, 24), $2, $3, 'non_ip', 'new') returning id`,
      [name, organizationId, folderId ?? null],
    );
    const id = rows[0]?.id ?? 0;
    await manager.query(`update cameras set snapshot_url = 'http://camera.example/' || id where id = $1`, [id]);
    return id;
  }

  async camerasIn<Count extends 1 | 2>(
    organizationId: number,
    count: Count,
  ): Promise<Count extends 1 ? [number] : [number, number]>;
  async camerasIn(organizationId: number, count: number): Promise<number[]> {
    const folder = await this.addFolder(organizationId);
    const ids: number[] = [];
    while (ids.length < count) ids.push(await this.addCamera(organizationId, undefined, folder));
    return ids;
  }

  async addFolder(organizationId: number, parentId?: number): Promise<number> {
    const root = await this.database.query<{ readonly id: number }[]>(
      'select id from folders where organization_id = $1 and parent_id is null',
      [organizationId],
    );
    const rows = await this.database.query<{ readonly id: number }[]>(
      'insert into folders (organization_id, parent_id, title) values ($1, $2, $3) returning id',
      [organizationId, parentId ?? root[0]?.id, randomUUID()],
    );
    return rows[0]?.id ?? 0;
  }

  async folderOf(cameraId: number): Promise<number> {
    const rows = await this.database.query<{ readonly id: number }[]>(
      'select folder_id as id from cameras where id = $1',
      [cameraId],
    );
    return rows[0]?.id ?? 0;
  }

  async grantFolder({ userId }: UserCaller, folderId: number): Promise<void> {
    await this.database.query(
      `insert into folder_permissions (folder_id, user_id, can_view) values ($1, $2, true)
       on conflict (folder_id, user_id) do update set can_view = true`,
      [folderId, userId],
    );
  }

  async revokeFolder({ userId }: UserCaller, folderId: number): Promise<void> {
    await this.database.query('delete from folder_permissions where folder_id = $1 and user_id = $2', [
      folderId,
      userId,
    ]);
  }

  async grantCamera({ userId }: UserCaller, cameraId: number): Promise<void> {
    await this.database.query(
      `insert into camera_permissions (camera_id, user_id, can_view) select c.id, $2, true from cameras c where c.id = $1
       on conflict (camera_id, user_id) do update set can_view = true`,
      [cameraId, userId],
    );
  }

  async revokeCamera({ userId }: UserCaller, cameraId: number): Promise<void> {
    await this.database.query('delete from camera_permissions where camera_id = $1 and user_id = $2', [
      cameraId,
      userId,
    ]);
  }

  /** Of the world's own; sorted, so that a seed chooses the same again. */
  async ids(table: 'cameras' | 'folders'): Promise<readonly number[]> {
    const rows = await this.database.query<{ readonly id: number }[]>(
      `select id from ${table} where organization_id = any($1) order by id`,
      [this.organizations],
    );
    return rows.map(({ id }) => id);
  }

  async query(text: string, ...values: readonly unknown[]): Promise<void> {
    await this.database.query(text, [...values]);
  }
}

export async function openFeedWorld(registry: Registry): Promise<FeedWorld> {
  const organizations: number[] = [];
  for (const isPublic of [true, false, false, false]) {
    const { id } = await registry.organizations.create(system, {
      title: randomUUID(),
      isPublic,
      ownerId: (await registry.user()).userId,
    });
    organizations.push(id);
  }
  const people = [await registry.user(), await registry.user(), await registry.user()];
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error('There are three people.');
  const callers: readonly Caller[] = [
    ...people,
    // Credentials for chosen cameras.
    { ...first, cameras: [{ organizationId: organizations[1] ?? 0 }] },
    application({ organizationId: organizations[2] ?? 0, level: 'user' }),
    { ...system },
  ];
  const world = new FeedWorld(registry.dataSource, organizations, people, callers);
  for (const organization of organizations) {
    const folder = await world.addFolder(organization);
    await world.addFolder(organization, folder);
    for (let count = 0; count < 4; count += 1)
      await world.addCamera(organization, undefined, count < 2 ? folder : undefined);
  }
  return world;
}

/** One random change of the world. */
export async function changeSomething(world: FeedWorld, random: SeededRandom): Promise<void> {
  const organization = random.one(world.organizations);
  const person = random.one(world.people);
  const cameras = await world.ids('cameras');
  const folders = await world.ids('folders');
  const folder = random.one(folders);
  const camera = cameras.length === 0 ? 0 : random.one(cameras);
  const flag = random.below(2) === 0;
  switch (random.below(17)) {
    case 0:
    case 1:
      await world.addCamera(organization);
      return;
    case 2:
      return world.query(
        `update cameras set title = $2, version = version + 1 where id = $1`,
        camera,
        `${random.below(1000)}`,
      );
    case 3:
      return world.query('delete from cameras where id = any($1)', [camera, random.one([...cameras, 0])]);
    case 4:
      return world.query(
        `update cameras c set organization_id = f.organization_id, folder_id = f.id, version = version + 1
         from folders f where f.id = $2 and c.id = $1`,
        camera,
        folder,
      );
    case 5:
      return flag ? world.grantCamera(person, camera) : world.revokeCamera(person, camera);
    case 6:
      return flag ? world.grantFolder(person, folder) : world.revokeFolder(person, folder);
    case 7:
    case 8:
      return world.query(
        `insert into memberships (organization_id, user_id, can_view_streams, can_edit_streams) values ($1, $2, $3, $4)
         on conflict (organization_id, user_id) do update
           set can_view_streams = excluded.can_view_streams, can_edit_streams = excluded.can_edit_streams`,
        organization,
        person.userId,
        flag,
        random.below(2) === 0,
      );
    case 9:
      return world.query(
        'delete from memberships where organization_id = $1 and user_id = $2',
        organization,
        person.userId,
      );
    case 10:
      return world.query('update organizations set is_public = $2 where id = $1', organization, random.below(3) === 0);
    case 11:
      // A folder goes elsewhere in its tree, with all that is below; none goes below itself.
      return world.query(
        `update folders f set parent_id = p.id from folders p
         where f.id = $1 and f.parent_id is not null and p.organization_id = f.organization_id and p.id < f.id
           and p.id = (select o.id from folders o where o.organization_id = f.organization_id and o.id < f.id
                       order by o.id offset $2 limit 1)`,
        folder,
        random.below(3),
      );
    case 12:
      return world.query('update organizations set owner_id = $2 where id = $1', organization, person.userId);
    case 13:
      return world.query(
        `update cameras set tags = $2, version = version + 1 where id = $1`,
        camera,
        flag ? ['Lobby', 'north'] : ['north'],
      );
    case 14:
      return flag
        ? world.query(
            `insert into tag_permissions (user_id, organization_id, tag, can_view) values ($1, $2, 'lobby', true)
             on conflict do nothing`,
            person.userId,
            organization,
          )
        : world.query('delete from tag_permissions where user_id = $1', person.userId);
    case 15:
      // Rights that end, or begin anew, without being written otherwise.
      return world.query(
        `update ${random.one(['camera_permissions', 'folder_permissions', 'memberships', 'tag_permissions'])}
         set valid_until = $2 where user_id = $1`,
        person.userId,
        flag ? new Date(0) : null,
      );
    default:
      // Many at once, as an import does.
      return world.query(
        'update cameras set title = $2, version = version + 1 where organization_id = $1 and id % 2 = 0',
        organization,
        `${random.below(1000)}`,
      );
  }
}
