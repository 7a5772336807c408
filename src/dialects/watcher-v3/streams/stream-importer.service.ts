import type { Caller } from '#auth';
import { type BatchOutcome, type BatchRow, Cameras } from '#cameras';
import { Injectable } from '@nestjs/common';
import { InputError } from '../../input.error.js';
import { readStream } from './stream.draft.js';
import { StreamHomes } from './stream-homes.service.js';
import { atLine, readStreamTable, type StreamLine } from './stream-table.js';

export interface ImportedStreams {
  readonly created: number;
  readonly updated: number;
}

type Rejected = BatchOutcome['rejected'];
const mostIssues = 100;

/** Takes a table of streams: all of its lines or, when one is wrong, none. */
@Injectable()
export class StreamImporter {
  constructor(
    private readonly cameras: Cameras,
    private readonly homes: StreamHomes,
  ) {}

  /**
   * A line that names no organization is about the stream of this name, else a new one at home.
   * @throws InputError with an issue for each line that is wrong; CameraError camera.forbidden
   */
  async import(caller: Caller, text: string): Promise<ImportedStreams> {
    const lines = await readStreamTable(text);
    const groups = await this.byOrganization(caller, lines);
    // Several organizations are several transactions: each is tried before the first is done.
    if (groups.size > 1)
      for (const [id, rows] of groups)
        refuse((await this.cameras.importBatch(caller, rows, id, { dryRun: true })).rejected);
    let [created, updated] = [0, 0];
    for (const [id, rows] of groups) {
      const outcome = await this.cameras.importBatch(caller, rows, id, { allOrNothing: true });
      refuse(outcome.rejected);
      created += outcome.created;
      updated += outcome.updated;
    }
    return { created, updated };
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
    const home = await this.homes.homeOf(caller);
    for (const { line, name, body } of lines) {
      const { organizationId, ...draft } = readStream(body);
      const id = organizationId ?? owners.get(name) ?? home;
      const group = groups.get(id) ?? [];
      group.push({ line, draft: { ...draft, name } });
      groups.set(id, group);
    }
    return groups;
  }
}

function refuse(rejected: Rejected): void {
  if (rejected.length === 0) return;
  throw new InputError(
    'input.invalid',
    rejected
      .slice(0, mostIssues)
      .map(({ line, reason }) => atLine(line, { field: '', rule: 'invalid_line', message: `${reason}.` })),
  );
}
