import type { Caller } from '#auth';
import { type BatchOutcome, type BatchRow, CamerasService } from '#cameras';
import { Injectable } from '@nestjs/common';
import { InputError } from '../../http/input.error.js';
import type { Upload } from '../../http/upload.js';
import { type LineError, errorOfLines } from './line-errors.js';
import { readStream } from './stream.draft.js';
import { readStreamTable, type StreamLine } from './stream-table.js';

export interface ImportedStreams {
  readonly created: number;
  readonly updated: number;
  /** Columns that no stream has; absent where there is none. */
  readonly ignored_columns?: readonly string[];
}

/** Imports a table of streams: all of its lines or, when one is wrong, none. */
@Injectable()
export class StreamImporter {
  constructor(private readonly cameras: CamerasService) {}

  /**
   * A line without an organization changes the stream of this name, else creates one in the default organization.
   * @param upload not read where the caller may create streams nowhere
   * @throws InputError for all wrong lines together; DomainError camera.forbidden
   */
  async import(caller: Caller, upload: Upload | undefined): Promise<ImportedStreams> {
    await this.cameras.assertMayCreate(caller);
    const came = await upload?.open();
    if (came === undefined || came.kind === 'nothing')
      throw InputError.at('', 'missing_required', 'The body is empty: it must be a table, text/csv.');
    if (came.kind !== 'table')
      throw new InputError('input.media-unsupported', [
        { field: '', rule: 'unsupported_media_type', message: 'The body must be a table, text/csv.' },
      ]);
    const { lines, errors, ignoredColumns } = await readStreamTable(came.text);
    const groups = await this.byOrganization(caller, lines);
    const refuse = (found: readonly LineError[]): void => {
      if (found.length > 0) throw errorOfLines(found, ignoredColumns);
    };
    // Several organizations are several transactions: each is tried before the first is done. Where lines are wrong
    // already, the others are tried to find all that are.
    if (groups.size > 1 || errors.length > 0) refuse([...errors, ...(await this.tryAll(caller, groups))]);
    let [created, updated] = [0, 0];
    for (const [id, rows] of groups) {
      const outcome = await this.cameras.importBatch(caller, rows, id, { allOrNothing: true });
      refuse(errorsOf(outcome));
      created += outcome.created;
      updated += outcome.updated;
    }
    return { created, updated, ...(ignoredColumns.length === 0 ? {} : { ignored_columns: ignoredColumns }) };
  }

  private async tryAll(
    caller: Caller,
    groups: ReadonlyMap<number, readonly BatchRow[]>,
  ): Promise<readonly LineError[]> {
    const errors: LineError[] = [];
    for (const [id, rows] of groups)
      errors.push(...errorsOf(await this.cameras.importBatch(caller, rows, id, { dryRun: true })));
    return errors;
  }

  private async byOrganization(
    caller: Caller,
    lines: readonly StreamLine[],
  ): Promise<ReadonlyMap<number, readonly BatchRow[]>> {
    const groups = new Map<number, BatchRow[]>();
    if (lines.length === 0) return groups;
    const names = lines.map(({ name }) => name);
    const known = await this.cameras.list(
      caller,
      { where: [{ operator: 'in', field: 'name', values: names }] },
      { limit: names.length },
    );
    const owners = new Map(known.items.map(({ name, organizationId }) => [name, organizationId]));
    const defaultId = await this.cameras.defaultOrganizationOf(caller, 'default-first');
    for (const { line, name, body } of lines) {
      const { organizationId, ...draft } = readStream(body);
      const id = organizationId ?? owners.get(name) ?? defaultId;
      const group = groups.get(id) ?? [];
      group.push({ line, draft: { ...draft, name } });
      groups.set(id, group);
    }
    return groups;
  }
}

function errorsOf({ rejected }: BatchOutcome): readonly LineError[] {
  return rejected.map(({ line, reason }) => ({ line, field: '', rule: 'invalid_line', message: `${reason}.` }));
}
