import { DomainError } from '#errors';
import { CameraRightsService } from '#access';
import type { Caller } from '#auth';
import { CamerasService } from '#cameras';
import { Injectable } from '@nestjs/common';

/** Whether a caller may do with a stream what takes a right of its own. */
@Injectable()
export class StreamRights {
  constructor(
    private readonly cameras: CamerasService,
    private readonly rights: CameraRightsService,
  ) {}

  /** @throws DomainError camera.not-found, camera.forbidden */
  async assert(caller: Caller, name: string, right: 'canUsePtz' | 'canEdit'): Promise<void> {
    const { id } = await this.cameras.get(caller, { name });
    const held = (await this.rights.rightsOn(caller, [id])).get(id);
    if (!held?.[right]) throw new DomainError('camera.forbidden', `${right} on ${name}`);
  }
}
