import { applyDecorators, type Type } from '@nestjs/common';
import { ApiHeader, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { defaultLimit, largestLimit } from './page.js';

/** Documents a list: its page in query or headers, and the bare array that it answers. */
export function ApiList(item: Type | readonly [typeof Object], description: string): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      type: Number,
      description: `How many: ${defaultLimit} where none is given here or in X-Page-Limit; more than ${largestLimit} is served as ${largestLimit}.`,
      example: 100,
    }),
    ApiQuery({ name: 'offset', required: false, type: Number, description: 'How many to skip.', example: 0 }),
    ApiHeader({ name: 'X-Page-Limit', required: false, description: 'As `limit`, which goes first.' }),
    ApiHeader({ name: 'X-Page-Offset', required: false, description: 'As `offset`, which goes first.' }),
    ApiResponse({
      status: 200,
      type: Array.isArray(item) ? [Object] : [item as Type],
      description: `${description} It is the last page when it is shorter than X-Page-Limit.`,
      headers: {
        'X-Page-Limit': { description: 'How many there are on a page, as served.', schema: { type: 'integer' } },
        'X-Page-Offset': { description: 'How many were skipped.', schema: { type: 'integer' } },
      },
    }),
  );
}
