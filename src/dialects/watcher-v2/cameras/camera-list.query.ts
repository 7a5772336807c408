import type { CameraField, CameraQuery, Condition } from '#cameras';
import { FlagField, IdField } from '../input/fields.decorator.js';
import { ListParameters, readOrder } from '../lists/list.query.js';

/** What `GET /cameras` takes beside its page; `""` counts as not given. */
export class CameraListQuery extends ListParameters {
  @IdField({ description: 'Only the cameras of this organization.', example: 1 })
  readonly organization_id?: number;

  @FlagField({ description: "Only the caller's favourites, or only the others.", example: false })
  readonly favorite?: boolean;

  @FlagField({ description: 'Only cameras behind an agent, or only the others.', example: false })
  readonly agent?: boolean;
}

/** No camera: nobody has favourites, and no camera an agent. */
const never: Condition = { operator: 'missing', field: 'id' };

const sortable: Readonly<Record<string, CameraField>> = {
  id: 'id',
  name: 'name',
  title: 'title',
  comment: 'description',
  enabled: 'enabled',
  organization_id: 'organizationId',
};

/** The list in the core's words. */
export function toCameraQuery({ search, organization_id, favorite, agent, sort }: CameraListQuery): CameraQuery {
  return {
    where: [
      ...(search === undefined ? [] : [{ operator: 'search', value: search } as const]),
      ...(organization_id === undefined
        ? []
        : [{ operator: 'in', field: 'organizationId', values: [organization_id] } as const]),
      ...(favorite === true || agent === true ? [never] : []),
    ],
    sort: readOrder(sort, sortable),
  };
}
