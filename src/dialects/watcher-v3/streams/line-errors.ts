import { InputError, type InputIssue } from '../../http/input.error.js';

/** An error in one line of a table. */
export interface LineError extends InputIssue {
  readonly line: number;
}

/** Characters of an answer, so that it stays below 20 kB. */
const longestAnswer = 17_000;
/** What an entry of `errors` costs beside its texts. */
const entryCost = 80;
const longestMessage = 200;

/**
 * One error for all wrong lines: for as many as there is room for what is wrong with them, for the others where
 * they stand.
 * @param ignoredColumns named beside them: a misspelt column is often the reason
 */
export function errorOfLines(errors: readonly LineError[], ignoredColumns: readonly string[]): InputError {
  const sorted = errors.toSorted((a, b) => a.line - b.line);
  const stated: InputIssue[] = [];
  let room = longestAnswer - rangesOf(sorted).length - ignoredColumns.join(', ').length;
  for (const error of sorted) {
    const issue = atLine(error);
    room -= entryCost + issue.message.length + 2 * issue.field.length;
    if (room < 0) break;
    stated.push(issue);
  }
  const others = sorted.slice(stated.length);
  if (others.length > 0)
    stated.push({
      field: 'lines',
      rule: 'invalid_lines',
      message: `And ${others.length} more, on lines ${rangesOf(others)}.`,
    });
  if (ignoredColumns.length > 0)
    stated.push({
      field: '',
      rule: 'ignored_columns',
      message: `No stream has the columns ${ignoredColumns.join(', ')}.`,
    });
  return new InputError('input.invalid', stated, true);
}

function atLine({ line, field, rule, message }: LineError): InputIssue {
  return {
    field: ['lines', line, field].filter((part) => part !== '').join('.'),
    rule,
    message: `Line ${line}: ${message.slice(0, longestMessage)}`,
  };
}

/** `2-5, 7, 9-11`. */
function rangesOf(errors: readonly LineError[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const { line } of errors) {
    const last = ranges.at(-1);
    if (last !== undefined && line <= last.to + 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
