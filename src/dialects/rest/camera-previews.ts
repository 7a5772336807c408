import { PreviewsService } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { type CameraKey, type CameraQuery, CamerasService } from '#cameras';
import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InputError } from '../http/input.error.js';

/** Who is answered, and what of. */
export interface Viewing {
  readonly caller: Caller;
  readonly query: CameraQuery;
}

/**
 * `as_user`: the answer is that of another person, as far as the caller sees the cameras, too. Their marks are theirs: nobody
 * finds cameras by them.
 */
@Injectable()
export class CameraPreviews {
  constructor(
    private readonly previews: PreviewsService,
    private readonly cameras: CamerasService,
  ) {}

  /** @throws InputError input.invalid; DomainError as `PreviewsService.open` */
  async list({ caller, query }: Viewing, userId: number | undefined): Promise<Viewing> {
    if (userId === undefined) return { caller, query };
    if (query.where.some((one) => 'field' in one && (one.field === 'isFavourite' || one.field === 'notifies')))
      throw InputError.at('as_user', 'exclusive', 'Nobody looks for the favourites of somebody else.');
    const { person, organizations } = await this.previews.open(caller, userId);
    const where: CameraQuery['where'] =
      organizations === undefined
        ? query.where
        : [...query.where, { operator: 'in', field: 'organizationId', values: organizations }];
    return { caller: person, query: { ...query, where, ...(isSuperuser(caller) ? {} : { seenBy: caller }) } };
  }

  /**
   * The caller in whose place a camera is read.
   * @throws DomainError camera.not-found where the caller does not see it; as `PreviewsService.open`
   */
  async item(caller: Caller, key: CameraKey, userId: number | undefined): Promise<Caller> {
    if (userId === undefined) return caller;
    const { person, organizations } = await this.previews.open(caller, userId);
    const { organizationId } = await this.cameras.get(caller, key);
    if (organizations?.includes(organizationId) === false)
      throw new DomainError('camera.not-found', 'of another organization');
    return person;
  }
}
