import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { system } from '#auth';
import { CameraExportService, countryCode, exportFormats, type ExportFormat } from '#cameras';
import { withCore } from './open-core.js';

interface Options {
  readonly format: ExportFormat;
  readonly country?: readonly string[];
}

/** `camgate export`: all cameras as a file that `camgate import` accepts. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write cameras to standard output, in a form that import takes back; never with credentials')
    .addOption(new Option('--format <format>', 'how to write them').choices(exportFormats).default('ndjson'))
    .option('--country <country...>', 'only of these countries: ISO 3166-1 codes or English names', toCountries)
    .action((options: Options) => exportCameras(options));
}

function toCountries(value: string, earlier: readonly string[] = []): readonly string[] {
  const code = countryCode(value);
  if (code === undefined) throw new InvalidArgumentError('It must be an ISO 3166-1 code or an English country name.');
  return [...earlier, code];
}

async function exportCameras({ format, country = [] }: Options): Promise<void> {
  await withCore(async (core) => {
    for await (const text of core.get(CameraExportService).run(system, { format, countries: country }))
      if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
    endOutput();
  });
}

/**
 * Closes standard output. Its reader (`camgate import -`) may work on the same embedded database, and this process waits for the
 * reader before it stops the database: without the end of the output they would wait for each other. Node itself never closes
 * standard output; the freed descriptor is taken at once, so that no connection gets it.
 */
function endOutput(): void {
  closeSync(process.stdout.fd);
  openSync(devNull, 'w');
}
