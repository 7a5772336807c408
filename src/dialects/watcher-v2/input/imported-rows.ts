import { getMetadataStorage } from 'class-validator';
import { InputError, type InputIssue } from '../../http/input.error.js';
import { lenientInput } from '../../http/input.pipes.js';
import { Pauses, type Upload } from '../../http/upload.js';
import { openTable } from '../../http/table.js';

/** One object of an import, and its position: the line of a table (its header is line 1), or the place in the array. */
export interface ImportedRow<Body> {
  readonly line: number;
  readonly place: string;
  readonly body: Body;
}

export interface ImportOf<Body> {
  /** The class that a row is checked against; its fields are the columns of a table. */
  readonly body: new () => Body;
  /** What the rows are, for error messages. */
  readonly plural: string;
  readonly mostRows: number;
}

interface RawRow {
  readonly line: number;
  readonly place: string;
  readonly row: unknown;
}

/**
 * The rows of an import: a JSON array, or a table whose columns are the fields of the objects.
 * @throws InputError naming the rows that are wrong
 */
export async function readImport<Body extends object>(
  upload: Upload | undefined,
  wanted: ImportOf<Body>,
): Promise<readonly ImportedRow<Body>[]> {
  const rows: ImportedRow<Body>[] = [];
  const issues: InputIssue[] = [];
  const pauses = new Pauses();
  for await (const { line, place, row } of rawRows(upload, wanted)) {
    try {
      rows.push({ line, place, body: await readRow(row, place, wanted) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      issues.push(...error.issues);
    }
    await pauses.rest();
  }
  if (issues.length > 0) throw new InputError('input.invalid', issues);
  return rows;
}

async function* rawRows<Body extends object>(
  upload: Upload | undefined,
  wanted: ImportOf<Body>,
): AsyncGenerator<RawRow> {
  const came = await upload?.open();
  if (came?.kind === 'table') yield* tableRows(came.text, wanted);
  else if (came?.kind === 'array') yield* arrayRows(came.items, wanted);
  else throw InputError.at('', 'isArray', `The body must be a table or an array of ${wanted.plural}.`);
}

async function* tableRows<Body extends object>(
  text: AsyncIterable<string>,
  { body, plural, mostRows }: ImportOf<Body>,
): AsyncGenerator<RawRow> {
  const table = await openTable(text, mostRows);
  const fields = fieldsOf(body);
  if (!table?.columns.some((column) => fields.has(column)))
    throw InputError.at('', 'columns', `No column of the table is a field of ${plural}.`);
  for await (const { line, cells } of table.rows) {
    const place = `line ${line}`;
    if (cells.length !== table.columns.length)
      throw InputError.at(
        place,
        'columns',
        `Line ${line} of the table has ${cells.length} cells for ${table.columns.length} columns.`,
      );
    const named = table.columns.map((column, index) => [column, cells[index]?.trim()] as const);
    yield { line, place, row: Object.fromEntries(named.filter(([column]) => fields.has(column))) };
  }
}

async function* arrayRows<Body>(
  items: AsyncIterable<unknown>,
  { plural, mostRows }: ImportOf<Body>,
): AsyncGenerator<RawRow> {
  let index = 0;
  for await (const row of items) {
    if (index >= mostRows)
      throw InputError.at('', 'arrayMaxSize', `At most ${mostRows} ${plural} can be imported at once.`);
    yield { line: index + 1, place: String(index), row };
    index += 1;
  }
}

async function readRow<Body extends object>(
  row: unknown,
  place: string,
  { body, plural }: ImportOf<Body>,
): Promise<Body> {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw InputError.at(place, 'isObject', `${place} is none of the ${plural}.`);
  try {
    // The border: the pipe makes an instance of the class.
    return (await lenientInput.transform(row, { type: 'body', metatype: body })) as Body;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const issues = error.issues.map(({ field, rule, message }) => ({
      field: `${place}.${field}`,
      rule,
      message: `${place}: ${message}`,
    }));
    throw new InputError(error.code, issues);
  }
}

/** The names of the fields that a body takes. */
function fieldsOf(body: new () => object): ReadonlySet<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(body, '', true, false);
  return new Set(rules.map(({ propertyName }) => propertyName));
}
