import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { defaultLimit, largestLimit } from './collections/collection-query.js';

/** Documents what every v3 list takes. */
export function ApiCollectionParameters(examples: {
  readonly sort: string;
  readonly select: string;
}): MethodDecorator & ClassDecorator {
  const optional = { required: false, type: String } as const;
  return applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: largestLimit, default: defaultLimit },
      description: 'Items on a page.',
    }),
    ApiQuery({ ...optional, name: 'cursor', description: '`next` or `prev` of an earlier page of the same query.' }),
    ApiQuery({
      ...optional,
      name: 'sort',
      example: examples.sort,
      description: 'Fields, comma-separated; `-` for descending. Missing values come first when ascending.',
    }),
    ApiQuery({
      ...optional,
      name: 'select',
      example: examples.select,
      description: 'Only these fields, comma-separated, dots for nested ones; the required ones are always there.',
    }),
  );
}
