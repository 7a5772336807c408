import * as readers from '../../http/fields/readers.js';
import { InputError } from '../../http/input.error.js';
import { faultOf, Field, type FieldOptions } from './field.decorator.js';
import { textsReader } from './nested-fields.decorator.js';

const mostZones = 100;
const readZones = textsReader({
  maxItems: mostZones,
  max: 255,
  format: { form: /^[a-zA-Z0-9_.-]+$/, text: 'must hold names of zones only' },
});
const zoneLists = ['required_zones', 'preferred_zones'] as const;
const readRules = readers.json({ mostBytes: 65_536 });

/** Which media servers something may go to (GO25 `StreamZoneConfig`): lists of zones, and any other fields. */
export function LayoutRulesField(options: FieldOptions): PropertyDecorator {
  return Field(readRules, options, {
    type: 'object',
    properties: Object.fromEntries(
      zoneLists.map((name) => [
        name,
        { type: 'array', items: { type: 'string' }, maxItems: mostZones, example: ['north'] },
      ]),
    ),
    additionalProperties: true,
  });
}

/**
 * Layout rules whose lists of zones are such.
 * @param place of the rules in the body
 * @throws InputError at the list that is none
 */
export function readLayoutRules<Rules extends object | null>(rules: Rules, place: string): Rules {
  const given = new Map<string, unknown>(Object.entries(rules ?? {}));
  for (const name of zoneLists) {
    const reading = readZones(given.get(name) ?? []);
    if ('value' in reading) continue;
    const { rule, message } = faultOf(reading.problems, name);
    throw InputError.at(`${place}.${name}`, rule, `${message}.`);
  }
  return rules;
}
