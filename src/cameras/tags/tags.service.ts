import { visibleCameras } from '#access';
import type { Caller } from '#auth';
import { type ListPage, type ListQuery, ListsService, type ListSource, type Page, sqlOf } from '#lists';
import { Injectable } from '@nestjs/common';

/** A tag of an organization's cameras. */
export interface Tag {
  readonly id: string;
  readonly organizationId: number;
  /** As the first of those who wrote it did. */
  readonly name: string;
  /** Of the cameras that the caller sees. */
  readonly cameraCount: number;
}
export type TagField = keyof Tag;

const fields = {
  id: { sql: 't.id', type: 'text', nullable: false },
  organizationId: { sql: 't.organization_id', type: 'integer', nullable: false },
  name: { sql: 't.name', type: 'text', nullable: false, folded: true },
  cameraCount: { sql: 't.cameras', type: 'integer', nullable: false },
} as const satisfies ListSource<TagField>['fields'];
const columns = sqlOf(fields);
const everything = (): string => 'true';

/** Counted anew at each question; an index has the cameras with tags, so that others cost nothing. */
const sourceFor = (caller: Caller): ListSource<TagField> => ({
  name: 'tags',
  from: (sql) => `(
      select c.organization_id || '-' || folded_name(tag) as id, c.organization_id,
        (array_agg(tag order by c.id))[1] as name, count(*)::integer as cameras
      from cameras c cross join lateral unnest(c.tags) tag
      where c.tags <> '{}' and ${visibleCameras(caller, sql)} group by c.organization_id, folded_name(tag)
    ) t`,
  fields,
  key: 'id',
  search: ['name'],
});

/** Which tags the cameras have that a caller sees. */
@Injectable()
export class TagsService {
  constructor(private readonly lists: ListsService) {}

  async list(caller: Caller, query: ListQuery<TagField>, page: Page): Promise<ListPage<Tag>> {
    return this.lists.page<TagField, Tag>(sourceFor(caller), columns, everything, query, page);
  }

  async count(caller: Caller, query: ListQuery<TagField>): Promise<number> {
    return this.lists.count(sourceFor(caller), everything, query);
  }
}
