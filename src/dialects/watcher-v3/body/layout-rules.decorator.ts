import { InputError } from '../../http/input.error.js';
import { Field, type FieldOptions, type Problem } from './field.decorator.js';
import { textsProblem } from './nested-fields.decorator.js';

const zoneNames = {
  maxItems: 100,
  max: 255,
  format: { form: /^[a-zA-Z0-9_.-]+$/, text: 'must hold names of zones only' },
};
const zoneLists = ['required_zones', 'preferred_zones'] as const;
const longestRules = 65_536;

/** Which media servers something may go to (GO25 `StreamZoneConfig`): lists of zones, and whatever else is said. */
export function LayoutRulesField(options: FieldOptions): PropertyDecorator {
  return Field(['not_object', 'too_long'], layoutRulesProblem, options, {
    type: 'object',
    properties: Object.fromEntries(
      zoneLists.map((name) => [
        name,
        { type: 'array', items: { type: 'string' }, maxItems: zoneNames.maxItems, example: ['north'] },
      ]),
    ),
    additionalProperties: true,
  });
}

function layoutRulesProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { rule: 'not_object', text: 'must be an object' };
  return Buffer.byteLength(JSON.stringify(value)) > longestRules
    ? { rule: 'too_long', text: `must have at most ${longestRules} bytes` }
    : undefined;
}

/**
 * Layout rules whose lists of zones are such.
 * @param place of the rules in the body
 * @throws InputError at the list that is none
 */
export function readLayoutRules<Rules extends object | null>(rules: Rules, place: string): Rules {
  const said = new Map<string, unknown>(Object.entries(rules ?? {}));
  for (const name of zoneLists) {
    const zones = said.get(name) ?? undefined;
    const problem = zones === undefined ? undefined : textsProblem(zones, zoneNames);
    if (problem !== undefined) throw InputError.at(`${place}.${name}`, problem.rule, `${name} ${problem.text}.`);
  }
  return rules;
}
