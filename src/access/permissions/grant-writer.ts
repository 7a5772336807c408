import type { Caller } from '#auth';
import { DomainError, invalid } from '#errors';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { FoldersService } from '../folders/folders.service.js';
import { OrganizationMembersService } from '../organizations/organization-members.service.js';
import { visibleCameras } from '../visible-cameras.js';
import { CameraPermissionsService } from './camera-permissions.service.js';
import { FolderPermissionsService } from './folder-permissions.service.js';
import type { GrantAction, GrantDraft, GrantKey, GrantKind } from './grant.js';
import { type TaggedCameras, TagPermissionsService } from './tag-permissions.service.js';

/** Writes a grant of any kind as the permission, or the part of a membership, that it is. */
@Injectable()
export class GrantWriter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly cameras: CameraPermissionsService,
    private readonly foldersOfUsers: FolderPermissionsService,
    private readonly folders: FoldersService,
    private readonly tags: TagPermissionsService,
    private readonly members: OrganizationMembersService,
  ) {}

  async write(caller: Caller, key: GrantKey, { can, dvrDepthLimitSeconds, ...period }: GrantDraft): Promise<void> {
    const { kind, objectId, userId } = key;
    if (can !== undefined) assertPossible(kind, can);
    if (kind === 'organization') {
      if (dvrDepthLimitSeconds !== undefined && dvrDepthLimitSeconds !== 0)
        invalid('grant', 'dvrDepthLimitSeconds', 'an organization has no limit');
      const flags = can && { canViewStreams: can.includes('view'), canEditStreams: can.includes('edit') };
      await this.members.set(caller, objectId, userId, flags ?? {}, period);
      return;
    }
    const rights = {
      ...(can && { canView: true, canViewDvr: can.includes('archive'), canUsePtz: can.includes('ptz') }),
      ...(dvrDepthLimitSeconds === undefined ? {} : { dvrDepthLimitSeconds }),
      ...period,
    };
    if (kind === 'camera') await this.cameras.set(caller, await this.cameraName(caller, objectId), userId, rights);
    else if (kind === 'tag') await this.tags.set(caller, tagged(key), userId, rights);
    else {
      const { organizationId } = await this.folders.find(caller, objectId);
      await this.foldersOfUsers.set(caller, organizationId, objectId, userId, rights);
    }
  }

  async remove(caller: Caller, key: GrantKey): Promise<void> {
    const { kind, objectId, userId } = key;
    if (kind === 'camera') await this.cameras.remove(caller, await this.cameraName(caller, objectId), userId);
    if (kind === 'tag') await this.tags.remove(caller, tagged(key), userId);
    if (kind === 'folder') {
      const { organizationId } = await this.folders.find(caller, objectId);
      await this.foldersOfUsers.remove(caller, organizationId, objectId, userId);
    }
    if (kind === 'organization') {
      const { isOwner } = await this.members.get(caller, objectId, userId);
      if (isOwner) throw new DomainError('object.forbidden', 'the owner stays', { object: 'grant' });
      await this.members.set(caller, objectId, userId, { canViewStreams: false, canEditStreams: false });
    }
  }

  private async cameraName(caller: Caller, id: number): Promise<string> {
    const sql = new SqlParameters();
    const [found] = await this.dataSource.query<{ readonly name: string }[]>(
      `select c.name from cameras c where c.id = ${sql.add(id)}::bigint and ${visibleCameras(caller, sql)}`,
      sql.values,
    );
    if (found === undefined) throw new DomainError('object.not-found', `camera ${id}`, { object: 'camera' });
    return found.name;
  }
}

function tagged({ objectId, tag }: GrantKey): TaggedCameras {
  return { organizationId: objectId, tag: tag ?? invalid('grant', 'tag') };
}

/**
 * Without viewing, the rest has no effect; a membership that lets its member view opens the archive, too, and one that lets
 * them edit turns the cameras.
 * @throws DomainError object.invalid (can)
 */
function assertPossible(kind: GrantKind, can: readonly GrantAction[]): void {
  if (!can.includes('view')) invalid('grant', 'can', 'without view', 'grant-without-view');
  const mayEdit = can.includes('edit');
  if (kind !== 'organization' && mayEdit)
    invalid('grant', 'can', 'edit, not on an organization', 'edit-only-on-organization');
  if (kind === 'organization' && can.includes('ptz') && !mayEdit)
    invalid('grant', 'can', 'ptz without edit', 'ptz-only-with-edit');
}
