import type { Condition, FieldValue, SortKey } from '#lists';
import type { ListQuery } from '#lists';
import { InputError } from '../../http/input.error.js';
import { TextField } from '../input/fields.decorator.js';

/** What every list takes beside its page; `""` counts as not given. */
export class ListParameters {
  @TextField({ description: 'Part of a name, a title or a comment, in any case.', example: 'shibuya', longest: 1000 })
  readonly search?: string;

  @TextField({
    description: 'Fields to sort by, commas between, `-` in front of one turns it round.',
    example: '-title,name',
    longest: 1000,
  })
  readonly sort?: string;
}

const mostKeys = 10;

/**
 * `sort` as the core's sort keys (W: `sort=title`, `sort=-title`).
 * @param fields by which the list can be sorted: name on the wire -> name in the core
 * @throws InputError input.invalid for a field that is not there
 */
export function readOrder<Field extends string>(
  sort: string | undefined,
  fields: Readonly<Record<string, Field>>,
): readonly SortKey<Field>[] {
  const keys = (sort ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.length > mostKeys) throw InputError.at('sort', 'max', `sort takes at most ${mostKeys} fields.`);
  return keys.map((key) => {
    const name = key.replace(/^[-+]/, '');
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined)
      throw InputError.at(
        'sort',
        'isIn',
        `sort takes ${Object.keys(fields).join(', ')}; "${name.slice(0, 100)}" is none.`,
      );
    return { field, descending: key.startsWith('-') };
  });
}

/** The query of a list for the core. */
export function toListQuery<Field extends string>(
  { search, sort }: ListParameters,
  fields: Readonly<Record<string, Field>>,
  conditions: readonly Condition<Field>[] = [],
): ListQuery<Field> {
  return {
    where: [...(search === undefined ? [] : [{ operator: 'search', value: search } as const]), ...conditions],
    sort: readOrder(sort, fields),
  };
}

/** A filter that counts only where it is given. */
export function equal<Field extends string>(field: Field, value: FieldValue | undefined): readonly Condition<Field>[] {
  return value === undefined ? [] : [{ operator: 'in', field, values: [value] }];
}
