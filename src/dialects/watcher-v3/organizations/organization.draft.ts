import type { OrganizationDraft, OrganizationView } from '#access';
import { given } from '../body/given.js';
import type { NewOrganization, OrganizationChange } from './organization.dto.js';

type Draft = Partial<OrganizationDraft>;

export function readNewOrganization(body: NewOrganization): OrganizationDraft {
  return { ...readOrganization(body), title: body.title };
}

/**
 * What a body changes of an organization. What it repeats unchanged is left out: clients send back whole objects, and
 * an owner who may change the title alone must not be rejected for the limits they did not touch.
 */
export function readOrganizationChange(body: OrganizationChange, current: OrganizationView): Draft {
  const { ownerId, limits, title } = readOrganization(body);
  const unlike = Object.entries(limits ?? {}).filter(
    ([name, value]) => current.limits[name as keyof typeof current.limits] !== value,
  );
  return given({
    title: title === current.title ? undefined : title,
    ownerId: ownerId === (current.owner?.id ?? null) ? undefined : ownerId,
    limits: unlike.length === 0 ? undefined : Object.fromEntries(unlike),
  });
}

function readOrganization({ title, owner, limits, $reset }: OrganizationChange): Draft {
  const unnamed = limits === null || $reset ? null : undefined;
  const read = given({
    cameras: limits?.streams === undefined ? unnamed : limits.streams,
    users: limits?.users === undefined ? unnamed : limits.users,
  });
  return given({
    title,
    ownerId: owner === undefined ? undefined : (owner?.id ?? null),
    limits: Object.keys(read).length === 0 ? undefined : read,
  });
}
