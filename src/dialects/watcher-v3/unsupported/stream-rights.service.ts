import { Injectable } from '@nestjs/common';
import { CameraRightsService } from '#access';
import type { Caller } from '#auth';
import { CamerasService } from '#cameras';
import { DomainError } from '#errors';

/** Whether a caller has a right on a stream, for actions that the server cannot do. */
@Injectable()
export class StreamRights {
  constructor(
    private readonly cameras: CamerasService,
    private readonly rights: CameraRightsService,
  ) {}

  /** @throws DomainError camera.not-found, camera.forbidden */
  async assert(caller: Caller, name: string, right: 'canUsePtz' | 'canEdit'): Promise<void> {
    const { id } = await this.cameras.get(caller, { name });
    const rights = (await this.rights.rightsOn(caller, [id])).get(id);
    if (!rights?.[right]) throw new DomainError('camera.forbidden', `${right} on ${name}`);
  }
}
