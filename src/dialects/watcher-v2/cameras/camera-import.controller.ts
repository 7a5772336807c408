import { Body, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type BatchOutcome, type BatchRow, CamerasService, nameFrom } from '#cameras';
import { InputError } from '../../http/input.error.js';
import { lenientInput } from '../../http/input.pipes.js';
import { TakesUpload } from '../../http/takes-upload.decorator.js';
import type { Upload } from '../../http/upload.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { IdField } from '../input/fields.decorator.js';
import { type ImportedRow, type ImportOf, readImport } from '../input/imported-rows.js';
import { NewCameraBody } from './camera-body.dto.js';
import { CameraStreamers } from './camera-streamers.js';
import { toCameraDraft } from './camera.draft.js';
import { CameraImportAnswer } from './camera.dto.js';

class ImportParameters {
  @IdField({ description: 'Whose cameras they become, where a row names no organization.', example: 1 })
  readonly organization_id?: number;
}

type Row = ImportedRow<NewCameraBody>;
type Batches = ReadonlyMap<number, readonly BatchRow[]>;

const cameraRows: ImportOf<NewCameraBody> = { body: NewCameraBody, plural: 'cameras', mostRows: 5000 };

/** Many cameras at once (WD, P). Also as `POST /vsaas/api/interchange/usercameras?type=csv`. */
@WatcherV2Api('vsaas/api/v2/cameras/import', { tag: 'cameras' })
export class CameraImportController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly streamers: CameraStreamers,
  ) {}

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Make or change cameras by name',
    description:
      'At most 5000. Columns of a table are the fields of a camera, in any order. All or none: a row that cannot be taken ' +
      'is named in the error, and nothing has changed.',
    answer: { type: CameraImportAnswer, description: 'What came of it.' },
    errors: [400, 403],
  })
  @TakesUpload('A table, or a JSON array of cameras.', { schema: { type: 'array', items: { type: 'object' } } })
  async import(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) { organization_id }: ImportParameters,
    @Body() upload: Upload | undefined,
  ): Promise<CameraImportAnswer> {
    await this.cameras.assertMayCreate(caller);
    const rows = await readImport(upload, cameraRows);
    const batches = await this.batchesOf(caller, rows, organization_id);
    // A dry run first, so that a bad row is reported before anything is done.
    refuse(await this.run(caller, batches, true), rows);
    const outcomes = await this.run(caller, batches, false);
    refuse(outcomes, rows);
    const made = outcomes.flatMap(({ cameras }) => cameras);
    return {
      success: true,
      zc: made.filter(({ outcome }) => outcome === 'created').length,
      zu: made.filter(({ outcome }) => outcome === 'updated').length,
      cameras: made.map(({ name, outcome }) => ({ name, created: outcome === 'created' })),
      users: [],
    };
  }

  /** Groups the rows by organization, because the core imports into one at a time. */
  private async batchesOf(caller: Caller, rows: readonly Row[], given: number | undefined): Promise<Batches> {
    const defaultId = given ?? (await this.cameras.defaultOrganizationOf(caller, 'member-first'));
    const batches = new Map<number, BatchRow[]>();
    for (const { line, body } of rows) {
      const organizationId = body.organization_id ?? defaultId;
      const streamerHostname = await this.streamers.hostOf(caller, body.streamer_id);
      const draft = { ...toCameraDraft(body, { streamerHostname }), name: body.name ?? nameFrom(body.title ?? null) };
      const batch = batches.get(organizationId) ?? [];
      batch.push({ line, draft });
      batches.set(organizationId, batch);
    }
    return batches;
  }

  private async run(caller: Caller, batches: Batches, dryRun: boolean): Promise<readonly BatchOutcome[]> {
    const outcomes: BatchOutcome[] = [];
    for (const [organizationId, rows] of batches)
      outcomes.push(await this.cameras.importBatch(caller, rows, organizationId, { dryRun }));
    return outcomes;
  }
}

function refuse(outcomes: readonly BatchOutcome[], rows: readonly Row[]): void {
  const places = new Map(rows.map(({ line, place }) => [line, place]));
  const rejected = outcomes.flatMap((outcome) => outcome.rejected);
  if (rejected.length === 0) return;
  throw new InputError(
    'input.invalid',
    rejected.map(({ line, reason }) => {
      const place = places.get(line) ?? String(line);
      return { field: place, rule: 'row', message: `${place}: ${reason}.` };
    }),
  );
}
