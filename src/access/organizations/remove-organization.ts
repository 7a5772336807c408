import type { EntityManager } from 'typeorm';

/** Deleting an organization takes its cameras along, which may be many. */
const removalSeconds = 300;

/** @param options.force with its cameras; otherwise one that has some violates a reference */
export async function removeOrganization(
  manager: EntityManager,
  id: number,
  options: { readonly force: boolean },
): Promise<void> {
  await manager.query(`set local statement_timeout = '${removalSeconds}s'`);
  // From here on nobody makes a camera in it: they would point to the locked row.
  await manager.query('select from organizations where id = $1 for update', [id]);
  if (options.force) await removeCameras(manager, id);
  await manager.query('delete from organizations where id = $1', [id]);
}

/** With the log of cameras' changes, as each camera's own deletion would be. */
async function removeCameras(manager: EntityManager, id: number): Promise<void> {
  await manager.query(
    `with removed as (delete from cameras where organization_id = $1 returning object_id, organization_id)
     insert into camera_changes (camera_object_id, organization_id, changed_at)
     select object_id, organization_id, now() from removed`,
    [id],
  );
}
