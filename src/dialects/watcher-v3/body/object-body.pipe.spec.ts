import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { InputError, type InputIssue } from '../../http/input.error.js';
import { IdsField, JsonField, ObjectField, ObjectsField, TextsField } from './nested-fields.decorator.js';
import { objectBody } from './object-body.pipe.js';
import { BooleanField, ChoiceField, IntegerField, NumberField, TextField } from './scalar-fields.decorator.js';

const description = 'A field.';

class Place {
  @NumberField({ description, min: -90, max: 90, required: true })
  readonly latitude!: number;
}

class Thing {
  @TextField({ description, required: true, min: 1, max: 5 })
  readonly title!: string;

  @TextField({ description, nullable: true, format: { form: /^[a-z]+$/, text: 'must be lower case' } })
  readonly word?: string | null;

  @IntegerField({ description, nullable: true })
  readonly limit?: number | null;

  @BooleanField({ description })
  readonly open?: boolean;

  @ChoiceField(['red', 'green'], { description })
  readonly colour?: string;

  @ObjectField(() => Place, { description, nullable: true })
  readonly place?: Place | null;

  @ObjectsField(() => Place, { description, maxItems: 2, nullable: true })
  readonly places?: readonly Place[] | null;

  @ObjectsField(() => Place, { description, maxItems: 1000 })
  readonly many?: readonly Place[];

  @TextsField({ description, maxItems: 2, max: 3 })
  readonly words?: readonly string[];

  @IdsField({ description, maxItems: 2 })
  readonly ids?: readonly number[];

  @JsonField({ description, maxBytes: 20, nullable: true })
  readonly vision?: unknown;
}

async function read(body: unknown): Promise<unknown> {
  return objectBody.transform(body, { type: 'body', metatype: Thing });
}

async function problemsOf(body: unknown): Promise<readonly string[]> {
  try {
    await read(body);
    return [];
  } catch (error) {
    const issues: readonly InputIssue[] = error instanceof InputError ? error.issues : [];
    return issues.map(({ field, rule }) => `${field} ${rule}`);
  }
}

describe('a body of v3', () => {
  it('is read without its unknown fields, also in nested objects', async () => {
    const body = { title: 'one', x: 1, place: { latitude: 1, y: 2 }, word: null, vision: { any: [1, null] } };
    expect(await read(body)).toEqual({
      title: 'one',
      place: { latitude: 1 },
      word: null,
      vision: { any: [1, null] },
    });
  });

  it('clears a nullable field with null, also an object', async () => {
    const body = { title: 'one', word: null, limit: null, place: null, places: null, vision: null };
    expect(await read(body)).toEqual(body);
  });

  it.each([undefined, null, {}])('that is missing lacks its required fields: %j', async (body) => {
    expect(await problemsOf(body)).toEqual(['title missing_required']);
  });

  it.each([[[]], ['text'], [5], [true], [[{ title: 'one' }]]])('that is no object is refused: %j', async (body) => {
    expect(await problemsOf(body)).toEqual([' not_object']);
  });

  it.each([
    [{ title: 1 }, 'title not_string'],
    [{ title: null }, 'title not_string'],
    [{ title: '' }, 'title too_short'],
    [{ title: 'too long' }, 'title too_long'],
    [{ word: 'A' }, 'word wrong_format'],
    [{ word: ['a'] }, 'word not_string'],
    [{ limit: '5' }, 'limit not_integer'],
    [{ limit: 1.5 }, 'limit not_integer'],
    [{ limit: -1 }, 'limit input_out_of_range'],
    [{ limit: 1e300 }, 'limit input_out_of_range'],
    [{ open: 1 }, 'open not_boolean'],
    [{ open: null }, 'open not_boolean'],
    [{ colour: 'blue' }, 'colour unknown_enum_option'],
    [{ colour: 1 }, 'colour not_string'],
    [{ colour: ['red'] }, 'colour not_string'],
    [{ place: 'here' }, 'place not_object'],
    [{ place: [] }, 'place not_object'],
    [{ place: [{ latitude: 1 }] }, 'place not_object'],
    [{ place: {} }, 'place.latitude missing_required'],
    [{ place: { latitude: '1' } }, 'place.latitude not_number'],
    [{ place: { latitude: 91 } }, 'place.latitude input_out_of_range'],
    [{ places: {} }, 'places not_array'],
    [{ places: [null] }, 'places null_in_array_of_non_nullable'],
    [{ places: [1] }, 'places not_object'],
    [{ places: [{ latitude: 1 }, { latitude: 'x' }] }, 'places.1.latitude not_number'],
    [{ words: 'a' }, 'words not_array'],
    [{ words: ['a', 1] }, 'words not_string'],
    [{ words: ['long'] }, 'words too_long'],
    [{ words: ['a', 'b', 'c'] }, 'words too_many_items'],
    [{ ids: ['1'] }, 'ids not_integer'],
    [{ ids: [0] }, 'ids input_out_of_range'],
    [{ ids: [1e12] }, 'ids input_out_of_range'],
    [{ vision: 'x' }, 'vision not_object'],
    [{ vision: { much: 'x'.repeat(20) } }, 'vision too_long'],
  ])('names what is wrong and where: %j is %s', async (body, problem) => {
    expect(await problemsOf({ title: 'one', ...body })).toEqual([problem]);
  });

  it('names twenty problems at most, and how many there are beside them', async () => {
    const many = Array.from({ length: 500 }, () => ({ latitude: 'x' }));
    expect(await problemsOf({ title: 'one', places: many })).toEqual(['places too_many_items']);
    const problems = await problemsOf({ title: 'one', many });
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe(' more');
  });

  it('may have fields named like members of JavaScript objects', async () => {
    const body = JSON.parse('{"title":"one","constructor":1,"place":{"latitude":1,"constructor":{"prototype":1}}}');
    expect(await read(body)).toMatchObject({ title: 'one', place: { latitude: 1 } });
  });
});
