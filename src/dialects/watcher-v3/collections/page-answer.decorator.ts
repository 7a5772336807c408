import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** Documents the envelope of a v3 list (OH). */
export function ApiPageAnswer(key: string, item: new () => object): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiResponse({
      status: 200,
      description: 'A page.',
      schema: {
        type: 'object',
        required: [key, 'estimated_count'],
        properties: {
          [key]: { type: 'array', items: { $ref: getSchemaPath(item) } },
          estimated_count: {
            type: 'integer',
            description: 'Items that match the filters, whatever the page.',
            example: 1,
          },
          next: { type: 'string', description: 'Cursor of the next page; absent on the last.' },
          prev: { type: 'string', description: 'Cursor of the page before; absent on the first.' },
        },
      },
    }),
  );
}

/** Documents the same envelope around what this server does not have. */
export function ApiEmptyPage(key: string): MethodDecorator & ClassDecorator {
  return ApiResponse({
    status: 200,
    description: 'An empty page.',
    schema: {
      type: 'object',
      required: [key, 'estimated_count'],
      properties: {
        [key]: { type: 'array', items: { type: 'object' }, maxItems: 0, description: 'Nothing.', example: [] },
        estimated_count: { type: 'integer', description: 'None.', example: 0 },
      },
    },
  });
}

/** What every list says of its filters. */
export const filtersText =
  'Every other parameter is a filter by a field, dots for nested ones: `title=a,b` any of them, `_ne`, `_gt`, `_gte`, ' +
  '`_lt`, `_lte`, `_like` (part of a text, case matters), `_is=null`, `_is_not=null`. Conditions are joined by AND; ' +
  'unknown fields are ignored, wrongly typed values refused.';
