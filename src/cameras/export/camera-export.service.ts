import { Injectable } from '@nestjs/common';
import type { Caller } from '#auth';
import { CamerasService } from '../cameras.service.js';
import type { CameraQuery } from '../search/camera-query.js';
import { toRecord, type CameraRecord } from './camera-record.js';
import { exportTexts, type ExportFormat } from './export-texts.js';

const pageSize = 1000;

/** Writes cameras to a file that the import can read, in constant memory. */
@Injectable()
export class CameraExportService {
  constructor(private readonly cameras: CamerasService) {}

  /**
   * Chunks of the file, by id, with the cameras that the caller may see. A camera that changes meanwhile is in it once, as
   * it was when its page was read.
   * @param options.countries ISO 3166-1 alpha-2; none: all, cameras without a country too
   */
  run(
    caller: Caller,
    options: { readonly format: ExportFormat; readonly countries?: readonly string[] },
  ): AsyncIterable<string> {
    const { format, countries = [] } = options;
    const where: CameraQuery['where'] =
      countries.length === 0 ? [] : [{ operator: 'in', field: 'country', values: countries }];
    return exportTexts(format, this.pages(caller, { where }));
  }

  private async *pages(caller: Caller, query: CameraQuery): AsyncGenerator<readonly CameraRecord[]> {
    let cursor: string | undefined;
    do {
      const page = await this.cameras.list(caller, query, {
        limit: pageSize,
        ...(cursor === undefined ? {} : { cursor }),
      });
      yield page.items.map(toRecord);
      cursor = page.next;
    } while (cursor !== undefined);
  }
}
