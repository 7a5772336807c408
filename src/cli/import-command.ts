import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { system } from '#auth';
import {
  CameraImportService,
  fieldNamed,
  importFormats,
  type ImportFormat,
  type ImportOutcome,
  type ImportSource,
  type RejectedRow,
  type RowField,
  rowFields,
} from '#cameras';
import { answer, type Json, printable, CommandError } from './answer.js';
import { operator } from './operator.js';
import { toId, toText } from './option-values.js';
import { showProgress } from './progress.js';
import { withCore } from './open-core.js';

interface Options {
  readonly organization?: number;
  readonly public?: boolean;
  readonly format?: ImportFormat;
  readonly encoding?: string;
  readonly map?: ReadonlyMap<string, RowField | undefined>;
  readonly source?: string;
  readonly dryRun?: boolean;
}

const mostListed = 20;

/** `camgate import FILE|-`: cameras from a file; importing it again changes nothing. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('take cameras from a file; taking it again changes nothing')
    .addArgument(new Argument('<file>', 'a file, or - for standard input'))
    .addOption(
      new Option('--organization <id>', 'whose cameras they become; a private one, Main, where left out')
        .argParser(toId)
        .conflicts('public'),
    )
    .option('--public', 'they become those of the default public organization: everybody who signs in sees them')
    .addOption(
      new Option('--format <format>', 'how the file is written; by its content where left out').choices(importFormats),
    )
    .option('--encoding <name>', 'its characters, such as windows-1251; found where left out', toText)
    .option('--map <column=field>', 'what a column means, such as "RTSP URL=stream_url"; repeatable', addMapping)
    .option('--source <name>', 'the list that the file is of, where its rows do not name one', toText)
    .option('--dry-run', 'report what would change, and change nothing')
    .action((file: string, options: Options, command: Command) => importFile(file, options, command));
}

/** `COLUMN=field`; without a field the column is not read. */
function addMapping(
  value: string,
  earlier: ReadonlyMap<string, RowField | undefined> = new Map(),
): ReadonlyMap<string, RowField | undefined> {
  const at = value.lastIndexOf('=');
  const [column, name] = [value.slice(0, at).trim(), value.slice(at + 1).trim()];
  const field = fieldNamed(name);
  if (at === -1 || column === '' || (name !== '' && field === undefined))
    throw new InvalidArgumentError(`It must be COLUMN=field, the field one of ${rowFields.join(', ')}.`);
  return new Map([...earlier, [column, field]]);
}

async function importFile(file: string, options: Options, command: Command): Promise<void> {
  const size = file === '-' ? undefined : await sizeOf(file);
  const { format, encoding, map, source: name, dryRun } = options;
  const progress = showProgress(size);
  const source: ImportSource = file === '-' ? process.stdin : createReadStream(file);
  try {
    const outcome = await withCore((core) =>
      core.get(CameraImportService).run(system, progress.watch(source), {
        format,
        encoding,
        map,
        source: name,
        organizationId: options.organization,
        isPublic: options.public,
        dryRun,
        by: operator,
        reopen: file === '-' ? undefined : () => createReadStream(file),
        onProgress: (rows) => progress.rows(rows),
      }),
    );
    progress.end();
    report(outcome, options, command);
  } finally {
    progress.end();
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  if (found.isDirectory()) throw new CommandError(`${printable(file)} is a directory, not a file.`);
  return found.size;
}

function report(outcome: ImportOutcome, options: Options, command: Command): void {
  const { created, updated, unchanged, rejectedCount, refused } = outcome;
  answer(command, toJson(outcome), toLines(outcome, options.dryRun === true).join('\n'));
  // When no row could be used, it was the wrong file or format.
  if (refused !== undefined || (rejectedCount > 0 && created + updated + unchanged === 0)) process.exitCode = 1;
}

function toJson(outcome: ImportOutcome): Json {
  const { organization, format, encoding, delimiter, created, updated, unchanged, rejected, warnings } = outcome;
  const [unlisted, unlistedWarnings] = [
    outcome.rejectedCount - rejected.length,
    outcome.warningCount - warnings.length,
  ];
  return {
    organization:
      organization === undefined
        ? null
        : { id: organization.id, title: organization.title, public: organization.isPublic },
    ...(outcome.refused === undefined ? {} : { refused: outcome.refused }),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    mapping: Object.fromEntries(outcome.mapping ?? []),
    ignored_columns: outcome.ignoredColumns ?? [],
    created,
    updated,
    unchanged,
    rejected: rejected.map(rowJson),
    ...(unlisted > 0 ? { rejected_unlisted: unlisted } : {}),
    warnings: warnings.map(rowJson),
    ...(unlistedWarnings > 0 ? { warnings_unlisted: unlistedWarnings } : {}),
  };
}

function rowJson({ line, field, value, reason }: RejectedRow): Json {
  return {
    line,
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value }),
    reason,
  };
}

function toLines(outcome: ImportOutcome, isTrial: boolean): readonly string[] {
  const { organization, format, encoding, delimiter, created, updated, unchanged, rejectedCount, refused } = outcome;
  const verb = isTrial ? 'would be ' : '';
  const counts = `${verb}created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejectedCount}`;
  const rejected = rowLines('line', outcome.rejected, rejectedCount);
  if (refused !== undefined) return ['Nothing was taken.', counts, ...rejected];
  const separated = delimiter === undefined ? '' : ` with ${delimiters[delimiter] ?? delimiter}`;
  const mapping = [...(outcome.mapping ?? [])].map(([column, field]) =>
    column === field ? column : `${printable(column)} = ${field}`,
  );
  const ignored = outcome.ignoredColumns ?? [];
  return [
    organization === undefined
      ? 'New cameras would go to a new private organization, Main, which administrators alone see.'
      : `New cameras ${isTrial ? 'would go' : 'go'} to organization ${organization.id}, ${printable(organization.title)}: ${seenBy(organization.isPublic)}.`,
    `Format ${format ?? ''}${separated}, ${encoding ?? ''}`,
    ...(mapping.length === 0 ? [] : [`Columns: ${mapping.join(', ')}`]),
    ...(ignored.length === 0 ? [] : [`Ignored: ${ignored.map(printable).join(', ')}`]),
    counts,
    ...rejected,
    ...rowLines('note: line', outcome.warnings, outcome.warningCount),
  ];
}

const delimiters: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

function seenBy(isPublic: boolean): string {
  return isPublic ? 'everybody who signs in sees them' : 'its members and administrators alone see them';
}

/** The first twenty, each with its line, the value at fault, and the rule. */
function rowLines(word: string, rows: readonly RejectedRow[], count: number): readonly string[] {
  const lines = rows
    .slice(0, mostListed)
    .map(({ line, value, reason }) =>
      printable(`  ${word} ${line}: ${reason}${value === undefined ? '' : ` (here: ${value})`}`),
    );
  return count > mostListed ? [...lines, `  and ${count - mostListed} more (--json lists them)`] : lines;
}
