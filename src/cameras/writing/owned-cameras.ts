import { CameraTables, CameraTablesConnector } from '#access';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { loggingChanges } from '../cameras.repository.js';

/** What becomes of cameras when access deletes their organization or folder. */
@Injectable()
export class OwnedCameras extends CameraTables {
  constructor(connector: CameraTablesConnector) {
    super();
    connector.connect(this);
  }

  async removeFrom(manager: EntityManager, organizationId: number): Promise<void> {
    await manager.query(
      `with removed as (delete from cameras where organization_id = $1 returning object_id, organization_id)
       ${loggingChanges} select object_id, organization_id, now() from removed`,
      [organizationId],
    );
  }

  async lockIn(manager: EntityManager, folderIds: readonly number[]): Promise<void> {
    await manager.query('select from cameras where folder_id = any($1::integer[]) order by id for update', [folderIds]);
  }

  async moveTo(manager: EntityManager, folderIds: readonly number[], destinationId: number, at: Date): Promise<void> {
    await manager.query(
      `with moved as (
         update cameras set folder_id = $2, version = version + 1, updated_at = $3 where folder_id = any($1::integer[])
         returning object_id, organization_id
       ) ${loggingChanges} select object_id, organization_id, $3 from moved`,
      [folderIds, destinationId, at],
    );
  }
}
