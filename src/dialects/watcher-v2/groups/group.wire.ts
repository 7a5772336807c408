import type {
  CameraGroup,
  CameraGroupDraft,
  CameraGroupField,
  GroupCamera,
  GroupCameraField,
  GroupUser,
  GroupUserField,
  GroupUserMarks,
} from '#layouts';
import type { GroupBody, GroupCameraItem, GroupItem, GroupUserBody, GroupUserItem } from './group.dto.js';

/** By which fields groups can be sorted. */
export const groupOrders: Readonly<Record<string, CameraGroupField>> = {
  id: 'id',
  title: 'title',
  comment: 'comment',
  order_num: 'orderNumber',
  organization_id: 'organizationId',
};
export const groupCameraOrders: Readonly<Record<string, GroupCameraField>> = { name: 'name', title: 'title' };
export const groupUserOrders: Readonly<Record<string, GroupUserField>> = {
  user_id: 'userId',
  login: 'login',
  comment: 'comment',
  order_num: 'orderNumber',
};

export function toGroupWire(group: CameraGroup): GroupItem {
  const { id, title, comment, orderNumber, organizationId, cameraCount } = group;
  return { id, title, comment, order_num: orderNumber, organization_id: organizationId, camera_count: cameraCount };
}

export function toGroupDraft({ title, comment, order_num }: GroupBody): CameraGroupDraft {
  return { title, comment, orderNumber: order_num };
}

export function toGroupCameraWire({ name, title }: GroupCamera): GroupCameraItem {
  return { name, title: title ?? name };
}

export function toGroupUserWire(user: GroupUser): GroupUserItem {
  return {
    user_id: user.userId,
    login: user.login,
    can_dvr: user.canDvr,
    can_ptz: user.canPtz,
    can_manage_cameras: user.canManageCameras,
    can_manage_users: user.canManageUsers,
    comment: user.comment,
    order_num: user.orderNumber,
  };
}

export function toGroupUserMarks(body: GroupUserBody): GroupUserMarks {
  return {
    canDvr: body.can_dvr,
    canPtz: body.can_ptz,
    canManageCameras: body.can_manage_cameras,
    canManageUsers: body.can_manage_users,
    comment: body.comment,
    orderNumber: body.order_num,
  };
}
