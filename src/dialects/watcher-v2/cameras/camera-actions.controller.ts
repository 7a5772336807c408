import { Body, Param } from '@nestjs/common';
import type { UserCaller } from '#auth';
import { CameraMarksService } from '#cameras';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { SignedInUser } from '../input/signed-in-user.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { UserAttributesBody } from './camera-body.dto.js';
import { cameraName } from './camera-name.parameter.js';
import { UserAttributes } from './camera.dto.js';

/** What a caller does with one camera beside changing it; what needs a media server or an agent: `unsupported.controllers.ts`. */
@WatcherV2Api('vsaas/api/v2', { tag: 'cameras' })
export class CameraActionsController {
  constructor(private readonly marks: CameraMarksService) {}

  @Endpoint('POST', 'cameras/:name/user_attributes', {
    summary: "Set the caller's own marks",
    description: 'What is left out stays.',
    params: [cameraName],
    answer: { type: UserAttributes, description: 'The marks as they are now.' },
    errors: [400, 403, 404],
  })
  async mark(
    @SignedInUser() caller: UserCaller,
    @Param('name') name: string,
    @Body(ObjectInput) { favorite, motion_alarm }: UserAttributesBody,
  ): Promise<UserAttributes> {
    const { isFavourite, notifies } = await this.marks.set(caller, name, {
      ...(favorite === undefined ? {} : { isFavourite: favorite }),
      ...(motion_alarm === undefined ? {} : { notifies: motion_alarm }),
    });
    return { favorite: isFavourite, motion_alarm: notifies };
  }
}
