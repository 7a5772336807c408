import type { ObjectKind } from '#errors';

/** Fields of the core that have other names here, whatever they belong to. */
const names: Readonly<Record<string, string>> = {
  login: 'name',
  fullName: 'fullname',
  ownerId: 'owner.id',
  newOwnerId: 'new_owner_id',
  dvrDepthLimitSeconds: 'dvr_depth_limit',
  orderNumber: 'hierarchy.order_num',
  shift: 'hierarchy.shift',
  corners: 'floor_plan',
  image: 'floor_plan.file',
};

/** Fields whose name here depends on what they belong to. */
const namesOf: Readonly<Partial<Record<ObjectKind, Readonly<Record<string, string>>>>> = {
  mosaic: { cameras: 'streams' },
  share: { cameraName: 'media' },
  setting: {
    title: 'appearance.title',
    logo: 'appearance.logo',
    logoAuth: 'appearance.logo_auth',
    favicon: 'appearance.favicon',
    primaryColor: 'appearance.colors.primary',
    secondaryColor: 'appearance.colors.secondary',
    backgroundColor: 'appearance.colors.background',
    method: 'mail.sending_method',
    host: 'mail.host',
    port: 'mail.port',
    login: 'mail.login',
    password: 'mail.password',
    apiKey: 'mail.api_key',
    security: 'mail.security',
    senderTitle: 'mail.sender.title',
    senderAddress: 'mail.sender.email',
  },
};

/** What a field of the core is called on this wire, dots for nested ones. */
export function wireName(field: string, object: ObjectKind | undefined): string {
  const own = object === undefined ? undefined : namesOf[object];
  for (const table of [own, names])
    if (table !== undefined && Object.hasOwn(table, field)) return table[field] ?? field;
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
