import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { systemFor } from '#auth';
import {
  fieldNamed,
  importFormats,
  type ImportFormat,
  ImportJobsService,
  type ImportOutcome,
  type ImportSource,
  type ImportTask,
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
  readonly prune?: boolean;
  readonly dryRun?: boolean;
}

const mostListed = 20;

/** `camgate import FILE|-`: cameras from a file; importing it again changes nothing. */
export function addImportCommand(program: Command): void {
  const taking = program
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
    .option('--prune', 'delete the cameras of --source in the organization that the file does not have')
    .option('--dry-run', 'report what would change, and change nothing')
    .action((file: string, options: Options, command: Command) => importFile(file, options, command));
  taking
    .command('undo')
    .description('take back what an import did: its number is in its answer')
    .argument('<job>', 'the number of the import', toId)
    .action((job: number, _: unknown, undoing: Command) => undo(job, undoing));
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
  if (options.prune === true && options.source === undefined)
    command.error('--prune needs --source: the list whose cameras are gone where the file does not have them.');
  const size = file === '-' ? undefined : await sizeOf(file);
  const progress = showProgress(size);
  const source: ImportSource = file === '-' ? process.stdin : createReadStream(file);
  try {
    const { job, outcome } = await withCore((core) =>
      core.get(ImportJobsService).runHere(systemFor(operator), toTask(file, options), progress.watch(source), {
        reopen: file === '-' ? undefined : () => createReadStream(file),
        onProgress: (rows) => progress.rows(rows),
      }),
    );
    progress.end();
    if (outcome === undefined) throw new CommandError('The import was cancelled.');
    report(outcome, job, options, command);
  } finally {
    progress.end();
  }
}

function toTask(
  file: string,
  { format, encoding, map, source, organization, public: isPublic, prune, dryRun }: Options,
): ImportTask {
  return {
    dryRun: dryRun === true,
    ...(file === '-' ? {} : { fileName: basename(file).slice(0, 255) }),
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(map === undefined ? {} : { map: [...map].map(([column, field]) => [column, field ?? null] as const) }),
    ...(source === undefined ? {} : { source }),
    ...(organization === undefined ? {} : { organizationId: organization }),
    ...(isPublic === undefined ? {} : { isPublic }),
    ...(prune === undefined ? {} : { prune }),
  };
}

/** `camgate import undo JOB` */
async function undo(job: number, command: Command): Promise<void> {
  const { undone, conflicts } = await withCore((core) =>
    core.get(ImportJobsService).undoHere(systemFor(operator), job),
  );
  answer(
    command,
    { job, undone, conflicts: conflicts.map(({ name, reason }) => ({ name, reason })) },
    [
      `taken back ${undone}, left as they are ${conflicts.length}`,
      ...conflicts.slice(0, mostListed).map(({ name, reason }) => printable(`  ${name}: ${reason}`)),
    ].join('\n'),
  );
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  if (found.isDirectory()) throw new CommandError(`${printable(file)} is a directory, not a file.`);
  return found.size;
}

function report(outcome: ImportOutcome, job: number | undefined, options: Options, command: Command): void {
  const { created, updated, unchanged, rejectedCount, refused } = outcome;
  answer(command, toJson(outcome, job), toLines(outcome, job, options).join('\n'));
  // When no row could be used, it was the wrong file or format.
  if (refused !== undefined || (rejectedCount > 0 && created + updated + unchanged === 0)) process.exitCode = 1;
}

function toJson(outcome: ImportOutcome, job: number | undefined): Json {
  const { organization, format, encoding, delimiter, created, updated, unchanged, rejected, warnings } = outcome;
  const [unlisted, unlistedWarnings] = [
    outcome.rejectedCount - rejected.length,
    outcome.warningCount - warnings.length,
  ];
  return {
    ...(job === undefined ? {} : { job }),
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
    pruned: outcome.pruned,
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

function toLines(
  outcome: ImportOutcome,
  job: number | undefined,
  { dryRun: isTrial = false, prune = false }: Options,
): readonly string[] {
  const { organization, format, encoding, delimiter, created, updated, unchanged, rejectedCount, refused } = outcome;
  const verb = isTrial ? 'would be ' : '';
  const pruned = prune ? `, pruned ${outcome.pruned}` : '';
  const counts = `${verb}created ${created}, updated ${updated}, unchanged ${unchanged}${pruned}, rejected ${rejectedCount}`;
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
    ...(job === undefined || created + updated + outcome.pruned === 0
      ? []
      : [`camgate import undo ${job} takes this back.`]),
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
