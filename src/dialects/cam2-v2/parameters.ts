import type { Type } from '@nestjs/common';
import { lenientInput } from '../http/input.pipes.js';

/** Clients of June 2018 put the parameters of a POST into the query string; what stands in the body goes before. */
export async function parametersOf<Dto>(dto: Type<Dto>, query: object, body: object): Promise<Dto> {
  const checked: unknown = await lenientInput.transform({ ...query, ...body }, { type: 'body', metatype: dto });
  // The border to Nest: the pipe returns an instance of the class it was given.
  return checked as Dto;
}
