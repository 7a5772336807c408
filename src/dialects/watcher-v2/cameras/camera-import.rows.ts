import { parse } from 'csv-parse/sync';
import { CsvText } from '../../csv-text.js';
import { InputError } from '../../input.error.js';
import { lenientInput } from '../../input.pipes.js';
import { NewCameraBody } from './camera-body.dto.js';

/** One camera of an import, and where it stands: the line of a table (its header is line 1), or the place in the array. */
export interface ImportedRow {
  readonly line: number;
  readonly place: string;
  readonly body: NewCameraBody;
}

const mostRows = 5000;

/**
 * The cameras of an import: a JSON array, or a table whose columns are the camera's fields.
 * @throws InputError input.invalid naming the row, input.unreadable; nothing has been done then
 */
export async function readImport(body: unknown): Promise<readonly ImportedRow[]> {
  const isTable = body instanceof CsvText;
  const rows = isTable ? readTable(body.text) : body;
  if (!Array.isArray(rows)) throw InputError.at('', 'isArray', 'The body must be a table or an array of cameras.');
  if (rows.length > mostRows)
    throw InputError.at('', 'arrayMaxSize', `At most ${mostRows} cameras can be imported at once.`);
  return Promise.all(
    rows.map(async (row: unknown, index) => {
      const line = isTable ? index + 2 : index + 1;
      const place = isTable ? `line ${line}` : String(index);
      return { line, place, body: await readRow(row, place) };
    }),
  );
}

function readTable(text: string): readonly Readonly<Record<string, string>>[] {
  try {
    return parse(text, {
      columns: (header: readonly string[]) => header.map((name) => name.trim().toLowerCase()),
      delimiter: /^[^,\n]*;[^,\n]*(\n|$)/.test(text) ? ';' : ',',
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    throw InputError.unreadable(`The table cannot be read: ${why}`);
  }
}

async function readRow(row: unknown, place: string): Promise<NewCameraBody> {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw InputError.at(place, 'isObject', `${place} must be a camera.`);
  try {
    return (await lenientInput.transform(row, { type: 'body', metatype: NewCameraBody })) as NewCameraBody;
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
