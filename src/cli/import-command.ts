import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import { system } from '#auth';
import { CameraImportService, importFormats, type ImportFormat, type ImportOutcome, type ImportSource } from '#cameras';
import { answer, printable, CommandError } from './answer.js';
import { toId } from './option-values.js';
import { showProgress } from './progress.js';
import { withCore } from './open-core.js';

interface Options {
  readonly organization?: number;
  readonly format?: ImportFormat;
  readonly dryRun?: boolean;
}

const formats: Readonly<Record<string, ImportFormat>> = { '.csv': 'csv', '.geojson': 'geojson' };
const mostListed = 20;

/** `camgate import FILE|-`: cameras from a file; importing it again changes nothing. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('take cameras from a file; taking it again changes nothing')
    .addArgument(new Argument('<file>', 'a file, or - for standard input'))
    .option('--organization <id>', 'whose cameras they become; the default public one where left out', toId)
    .addOption(
      new Option('--format <format>', 'how the file is written; by its name where left out').choices(importFormats),
    )
    .option('--dry-run', 'report what would change, and change nothing')
    .action((file: string, options: Options, command: Command) => importFile(file, options, command));
}

async function importFile(file: string, options: Options, command: Command): Promise<void> {
  const size = file === '-' ? undefined : await sizeOf(file);
  const format = options.format ?? formats[extname(file).toLowerCase()] ?? 'ndjson';
  const progress = showProgress(size);
  const source: ImportSource = file === '-' ? process.stdin : createReadStream(file);
  try {
    const outcome = await withCore((core) =>
      core.get(CameraImportService).run(system, progress.watch(source), {
        format,
        organizationId: options.organization,
        dryRun: options.dryRun,
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
  const { created, updated, unchanged, rejected, rejectedCount } = outcome;
  const unlisted = rejectedCount - rejected.length;
  const lines = rejected.slice(0, mostListed).map(({ line, reason }) => `  line ${line}: ${printable(reason)}`);
  if (rejectedCount > mostListed) lines.push(`  and ${rejectedCount - mostListed} more (--json lists them)`);
  const verb = options.dryRun === true ? 'would be ' : '';
  const counts = `${verb}created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejectedCount}`;
  answer(
    command,
    {
      created,
      updated,
      unchanged,
      rejected: rejected.map(({ line, reason }) => ({ line, reason })),
      ...(unlisted > 0 ? { rejected_unlisted: unlisted } : {}),
    },
    [counts, ...lines].join('\n'),
  );
  // When no row could be used, it was the wrong file or format.
  if (rejectedCount > 0 && created + updated + unchanged === 0) process.exitCode = 1;
}
