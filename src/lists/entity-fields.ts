import { getMetadataArgsStorage } from 'typeorm';
import type { FieldType, ListField } from './list-query.js';

/** A column as its entity declares it. */
export interface EntityColumn {
  /** In the table. */
  readonly name: string;
  /** PostgreSQL's, such as `double precision` or `text[]`. */
  readonly type: string;
  readonly collation: string | undefined;
  readonly nullable: boolean;
}

const fieldTypes: Readonly<Record<string, FieldType>> = {
  integer: 'integer',
  bigint: 'bigint',
  'double precision': 'number',
  boolean: 'boolean',
  text: 'text',
  date: 'date',
  timestamptz: 'time',
};

/** The columns of an entity by property, in the order of their declaration; a primary key comes first. */
export function columnsOf<Entity>(entity: new () => Entity): Readonly<Record<keyof Entity & string, EntityColumn>> {
  const columns = getMetadataArgsStorage()
    .filterColumns(entity)
    .map(({ propertyName, options }): [string, EntityColumn] => [
      propertyName,
      {
        name: options.name ?? propertyName,
        type: `${String(options.type)}${options.array === true ? '[]' : ''}`,
        collation: options.collation,
        nullable: options.nullable ?? false,
      },
    ]);
  // The border where the properties that have a column are those of the entity.
  return Object.fromEntries(columns) as Record<keyof Entity & string, EntityColumn>;
}

/**
 * Columns as fields of a list, in the order of code points.
 * @param alias of the table in the statement
 * @throws Error for a column whose type is no list field's, such as jsonb
 */
export function fieldsOf<Name extends string>(
  columns: Readonly<Record<Name, EntityColumn>>,
  alias: string,
  names: readonly Name[],
): Readonly<Record<Name, ListField>> {
  return toFields(columns, names, ({ name, type, collation }) => {
    const order = type === 'text' && collation !== 'C' ? ' collate "C"' : '';
    return `${alias}.${name}${order}`;
  });
}

/** Columns as SQL expressions by property, for a select list. */
export function expressionsOf<Name extends string>(
  columns: Readonly<Record<Name, EntityColumn>>,
  alias: string,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  // The border where the expressions that were gone through by name are all of them.
  return Object.fromEntries(names.map((name) => [name, `${alias}.${columns[name].name}`])) as Record<Name, string>;
}

/**
 * Properties of an entity as fields of a list: name, type and nullability come from its `@Column`s.
 * @param alias of the table in the statement
 * @throws Error for a column whose type is no list field's, such as jsonb
 */
export function entityFields<Row extends object, Name extends keyof Row & string>(
  entity: new () => Row,
  alias: string,
  names: readonly Name[],
): Readonly<Record<Name, ListField>> {
  return toFields(columnsOf(entity), names, ({ name }) => `${alias}.${name}`);
}

function toFields<Name extends string>(
  columns: Readonly<Record<Name, EntityColumn>>,
  names: readonly Name[],
  sqlOfColumn: (column: EntityColumn) => string,
): Readonly<Record<Name, ListField>> {
  const fields = names.map((property): [string, ListField] => {
    const column = columns[property];
    const type = fieldTypes[column.type];
    if (type === undefined) throw new Error(`${property} cannot be a field of a list: ${column.type}`);
    return [property, { sql: sqlOfColumn(column), type, nullable: column.nullable }];
  });
  // The border where the fields that were gone through by name are all of them.
  return Object.fromEntries(fields) as Record<Name, ListField>;
}

/** The SQL of each field, as the columns of a list. */
export function sqlOf<Name extends string>(fields: Readonly<Record<Name, ListField>>): Readonly<Record<Name, string>> {
  const entries = Object.entries<ListField>(fields).map(([name, { sql }]) => [name, sql]);
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** The columns as a SELECT list, each under its name. */
export function selectList(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ');
}
