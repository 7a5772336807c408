import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { UsersService } from '#auth';
import { isReference, isRowId } from '#database';
import { Injectable } from '@nestjs/common';
import { removeOwner, type OwnedOrganizations } from '../organizations/owners.js';

/** Deletes accounts, and with them nothing that would be left without an owner. */
@Injectable()
export class UserRemover {
  constructor(
    private readonly users: UsersService,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError owner.needed, object.invalid (newOwnerId); as `Users.remove` */
  async remove(actor: string, id: number, owned: OwnedOrganizations): Promise<void> {
    const { newOwnerId } = owned;
    if (newOwnerId !== undefined && !isRowId(newOwnerId)) throw noSuchOwner();
    let left: readonly number[] = [];
    await this.users
      .remove(id, { actor }, async (manager) => {
        left = await removeOwner(manager, id, owned).catch((error: unknown) => {
          throw isReference(error) ? noSuchOwner() : error;
        });
      })
      .catch((error: unknown) => {
        // Somebody made them an owner in the same moment.
        throw isReference(error) ? new DomainError('owner.needed', `user ${id}`, { object: 'user' }) : error;
      });
    const reason = newOwnerId === undefined ? 'organization removed with its owner' : `owner user:${newOwnerId}`;
    for (const organization of left)
      this.audit.record({ event: 'authz_change', actor, subject: `organization:${organization}`, reason });
  }
}

function noSuchOwner(): DomainError {
  return new DomainError('object.invalid', 'no such owner', { object: 'user', field: 'newOwnerId' });
}
