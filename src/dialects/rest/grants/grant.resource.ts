import { type Grant, grantActions, type GrantAction, type GrantField, grantKinds, periodStates } from '#access';
import { CameraAnswer } from '../camera-answer.dto.js';
import { folderResource } from '../folders/folder.resource.js';
import { organizationResource } from '../organizations/organization.resource.js';
import { userResource } from '../users/user.resource.js';
import { defineResource } from '../resources/resource.js';

const holds: Readonly<Record<GrantAction, (grant: Grant) => boolean>> = {
  view: ({ canView }) => canView,
  archive: ({ canViewDvr }) => canViewDvr,
  ptz: ({ canUsePtz }) => canUsePtz,
  edit: ({ canEdit }) => canEdit,
};

export const grantResource = defineResource<Grant, GrantField>(
  'Grant',
  {
    id: {
      type: 'string',
      description:
        'The kind, the number of the thing and of the user, with `-` between them; of a tag `tag-<organization>-<user>-<tag>`.',
      example: 'camera-1-1',
      field: 'id',
    },
    kind: {
      type: 'string',
      enum: grantKinds,
      description: 'On what: the one of the next that is not `null`; of `tag`, `organization_id` is not, either.',
      example: 'camera',
      field: 'kind',
    },
    user_id: { type: 'integer', description: 'Whose it is.', example: 1, field: 'userId' },
    camera_id: { type: 'integer', nullable: true, description: 'On a camera.', example: 1, field: 'cameraId' },
    folder_id: {
      type: 'integer',
      nullable: true,
      description: 'On a folder, with all below it.',
      example: null,
      field: 'folderId',
    },
    organization_id: {
      type: 'integer',
      nullable: true,
      description: 'On all cameras of an organization: what the membership says about them. Or on those with a tag.',
      example: null,
      field: 'organizationId',
    },
    tag: {
      type: 'string',
      nullable: true,
      description: 'On the cameras of the organization that have this tag; in small letters and without accents.',
      example: null,
      field: 'tag',
    },
    can: {
      type: ['string'],
      description: 'Of `view`, `archive`, `ptz` and `edit`.',
      example: ['view', 'archive'],
      show: (grant) => grantActions.filter((action) => holds[action](grant)),
    },
    archive_seconds: {
      type: 'integer',
      nullable: true,
      description: 'How far back the archive is open; `null`: all of it.',
      example: null,
      show: ({ dvrDepthLimitSeconds }) => (dvrDepthLimitSeconds === 0 ? null : dvrDepthLimitSeconds),
    },
    valid_from: {
      type: 'time',
      nullable: true,
      description: 'From when it is in force; `null`: from the beginning.',
      example: null,
      field: 'validFrom',
    },
    valid_until: {
      type: 'time',
      nullable: true,
      description: 'When it ends by itself; `null`: never.',
      example: null,
      field: 'validUntil',
    },
    state: {
      type: 'string',
      enum: periodStates,
      description: 'Whether it is in force at this moment; `pending` and `ended` ones give nothing.',
      example: 'in_force',
      field: 'state',
    },
  },
  {
    links: {
      user: { to: 'user', schema: { type: userResource.answer }, number: ({ userId }) => userId },
      camera: { to: 'camera', schema: { type: CameraAnswer }, number: ({ cameraId }) => cameraId },
      folder: { to: 'folder', schema: { type: folderResource.answer }, number: ({ folderId }) => folderId },
      organization: {
        to: 'organization',
        schema: { type: organizationResource.answer },
        number: ({ organizationId }) => organizationId,
      },
    },
  },
);
