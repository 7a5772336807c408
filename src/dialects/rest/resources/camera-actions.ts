import { type CameraRights, type GrantAction, grantActions, type WatchingRights } from '#access';
import { type Caller, mayAttempt } from '#auth';

/** What the caller may do with a camera, in the words of grants, as far as the credential goes. */
export function actionsOnCamera(
  caller: Caller,
  { canEdit }: CameraRights,
  watching: WatchingRights | undefined,
): readonly GrantAction[] {
  const watches = mayAttempt(caller, 'cameras:live');
  const may: Readonly<Record<GrantAction, boolean>> = {
    view: watches && watching?.canView === true,
    archive: watches && watching?.canViewDvr === true,
    ptz: watches && watching?.canUsePtz === true,
    edit: canEdit && mayAttempt(caller, 'cameras:write'),
  };
  return grantActions.filter((action) => may[action]);
}
