import type { FastifyReply, FastifyRequest } from 'fastify';
import { InputError } from './input.error.js';

/** A weight of RFC 9110 §12.4.2. */
const weightForm = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/;
const rangeForm = /^([a-z0-9!#$&^_.+-]+|\*)\/([a-z0-9!#$&^_.+-]+|\*)$/;
const mostRanges = 100;

interface Range {
  readonly type: string;
  readonly weight: number;
}

/**
 * The media type of the answer that the request likes best (RFC 9110 §12.5.1): a more exact range decides over a wider one,
 * equal weights go by the order of the server. Parameters such as `charset` make no difference; what is no range is skipped.
 * @param served in the server's order, in lower case
 * @throws InputError input.not-acceptable
 */
export function preferredType<Served extends string>(accept: string | undefined, served: readonly Served[]): Served {
  const ranges = (accept ?? '').toLowerCase().split(',', mostRanges).flatMap(readRange);
  const [first] = served;
  if (ranges.length === 0 && first !== undefined) return first;
  const weighed = served.map((type) => ({ type, weight: weightOf(type, ranges) }));
  const most = Math.max(0, ...weighed.map(({ weight }) => weight));
  const best = weighed.find(({ weight }) => weight > 0 && weight === most);
  if (best) return best.type;
  const message = `The answer can be ${served.join(', ')}.`;
  throw new InputError('input.not-acceptable', [{ field: 'Accept', rule: 'served', message }]);
}

/**
 * The same of a request, whose answer then says that it depends on `Accept`.
 * @throws InputError input.not-acceptable
 */
export function negotiate<Served extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  served: readonly Served[],
): Served {
  addVary(reply, 'Accept');
  return preferredType(request.headers.accept, served);
}

function readRange(text: string): readonly Range[] {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  if (!rangeForm.test(range)) return [];
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (given === undefined) return [{ type: range, weight: 1 }];
  return weightForm.test(given) ? [{ type: range, weight: Number(given) }] : [];
}

function weightOf(type: string, ranges: readonly Range[]): number {
  const wide = `${type.slice(0, type.indexOf('/'))}/*`;
  for (const spelling of [type, wide, '*/*']) {
    const found = ranges.filter((range) => range.type === spelling);
    if (found.length > 0) return Math.max(...found.map(({ weight }) => weight));
  }
  return 0;
}

/** Says that the answer depends on these request headers, too. */
export function addVary(reply: FastifyReply, headers: string): void {
  const vary = reply.getHeader('vary');
  void reply.header('vary', vary === undefined ? headers : `${String(vary)}, ${headers}`);
}
