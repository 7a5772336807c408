import type { CameraGroupDraft, GroupUserMarks } from '#layouts';
import { BooleanField, given, IntegerField, NumbersField, TextField } from '../resources/body-field.js';
import { largestInteger } from '../../http/largest-integer.js';

/** The body of `PATCH /api/v1/groups/{id}` (RFC 7396): what is left out stays. */
export class GroupChangeBody {
  @TextField({ description: 'For people.', example: 'Entrances', max: 255 })
  readonly title?: string;

  @TextField({ description: 'More about it.', example: 'All doors', nullable: true, max: 4000 })
  readonly comment?: string | null;

  @IntegerField({ description: 'Its place among others.', example: 1, min: -largestInteger })
  readonly position?: number;
}

/** The body of `POST /api/v1/groups`. */
export class NewGroupBody extends GroupChangeBody {
  @TextField({ description: 'For people.', example: 'Entrances', max: 255, required: true })
  override readonly title!: string;

  @IntegerField({
    description: 'Whose it is; without it the installation’s, which only administrators make.',
    nullable: true,
    example: 1,
  })
  readonly organization_id?: number | null;
}

/** The body of `POST` and `PUT /api/v1/groups/{id}/cameras`. */
export class GroupCamerasBody {
  @NumbersField({ description: 'Numbers of cameras.', example: [1, 2], most: 1000, required: true })
  readonly camera_ids!: readonly number[];
}

/** The body of `PUT /api/v1/groups/{id}/users/{user_id}`: what is left out stays. */
export class GroupUserBody {
  @BooleanField({ description: 'Marked for archives; gives no right.', example: true })
  readonly archive?: boolean;

  @BooleanField({ description: 'Marked for turning cameras; gives no right.', example: false })
  readonly ptz?: boolean;

  @BooleanField({ description: 'Marked for managing cameras; gives no right.', example: false })
  readonly manage_cameras?: boolean;

  @BooleanField({ description: 'Marked for managing users; gives no right.', example: false })
  readonly manage_users?: boolean;

  @TextField({ description: 'More about it.', nullable: true, max: 4000, example: null })
  readonly comment?: string | null;

  @IntegerField({ description: 'The place among others.', example: 1, min: -largestInteger })
  readonly position?: number;
}

export function toGroupDraft(body: GroupChangeBody & { readonly organization_id?: number | null }): CameraGroupDraft {
  const { title, comment, position: orderNumber, organization_id: organizationId } = body;
  return given({ title, comment, orderNumber, organizationId });
}

export function toMarks(body: GroupUserBody): GroupUserMarks {
  return given({
    canDvr: body.archive,
    canPtz: body.ptz,
    canManageCameras: body.manage_cameras,
    canManageUsers: body.manage_users,
    comment: body.comment,
    orderNumber: body.position,
  });
}
