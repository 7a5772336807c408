import type { FolderOfUser, FolderOfUserField } from '#access';
import { answerClass } from '../collections/answer-class.js';
import { stored, type WireField, wireList } from '../collections/wire-list.js';
import { FolderPermissions } from '../organizations/folders/folder-user.dto.js';
import { folderFields, folderParts, type FolderRelated } from '../organizations/folders/folder.fields.js';

type Field = WireField<FolderOfUser, FolderOfUserField, FolderRelated>;

/** A folder with a user's permissions on it (GO25 `UserFolder`), in the order in which it is written. */
const fields: readonly Field[] = [
  ...folderFields.map(ofFolder),
  permission('can_view', 'canView'),
  permission('can_view_dvr', 'canViewDvr'),
  permission('can_use_ptz', 'canUsePtz'),
  permission('can_use_actions', 'canUseActions'),
  permission('dvr_depth_limit', 'dvrDepthLimitSeconds'),
];

export const userFolderList = wireList<FolderOfUser, FolderOfUserField, FolderRelated>(fields, ['id']);

/** A folder with what one user may do in it (GO25 `UserFolder`). */
export const FolderOfUserAnswer = answerClass('FolderOfUser', fields, {
  ...folderParts,
  permissions: { schema: FolderPermissions, description: "The user's permissions on it." },
});

/** A folder's own field, read from the folder beside which the permissions stand. */
function ofFolder(field: (typeof folderFields)[number]): Field {
  if (field.kind === 'fixed') return field;
  if (field.kind === 'derived') return { ...field, show: ({ folder }, context) => field.show(folder, context) };
  const { show } = field;
  return {
    ...field,
    show: ({ folder }, context) =>
      // A folder without a `show` has its stored fields under their own names.
      show === undefined ? folder[field.field as keyof typeof folder] : show(folder, context),
  };
}

function permission(name: string, right: keyof FolderOfUser['rights']): Field {
  const type = right === 'dvrDepthLimitSeconds' ? 'integer' : 'boolean';
  return stored(`permissions.${name}`, type, right, { show: ({ rights }) => rights[right] });
}
