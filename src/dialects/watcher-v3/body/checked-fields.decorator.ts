import { type BodyRule, type Problem, refuse } from './field.decorator.js';

type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'object';
/** By name: of which of these types it must be; null is no value. */
type KindsByName = Readonly<Record<string, readonly [Kind, ...Kind[]]>>;

/**
 * Fields that this API does not read but that clients know from elsewhere: nobody keeps them, and one of a wrong type is
 * refused all the same, as its sender has made a mistake.
 */
export function ChecksUnread(fields: KindsByName): ClassDecorator {
  return (target) => {
    for (const [name, kinds] of Object.entries(fields)) {
      const rule: BodyRule = `not_${kinds[0]}`;
      const problem: Problem = { rule, text: `must be of type ${kinds.join(' or ')}` };
      const problemIn = (value: unknown): Problem | undefined =>
        value === undefined || value === null || kinds.some((kind) => is(value, kind)) ? undefined : problem;
      // The border to decorators: a function that makes objects has the prototype that they are told of.
      refuse(rule, problemIn)(target.prototype as object, name);
    }
  };
}

function is(value: unknown, kind: Kind): boolean {
  if (kind === 'integer') return Number.isSafeInteger(value);
  return kind === 'object' ? typeof value === 'object' && !Array.isArray(value) : typeof value === kind;
}
