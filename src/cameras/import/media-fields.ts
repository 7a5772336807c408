import type { CameraDraft } from '../camera.js';
import type { RowField } from './column-names.js';
import { RowProblem } from './parsed-row.js';
import { booleanOf, numberOf, type RowValue, textOf, urlOf } from './row-values.js';

/** A value and the column that it stands in. */
export interface Cell {
  readonly column: string;
  readonly value: RowValue;
}

/** The cells of one row by what they mean. */
export type Cells = ReadonlyMap<RowField, Cell>;

const secondsInDay = 86_400;

/**
 * The columns of Watcher's import and of Flussonic's activation server (https://flussonic.com/doc/watcher/camera-import-api,
 * …/client-billing-integration) as settings of the camera; undefined where a row has none of them. Empty cells change
 * nothing: those files have all columns in every row.
 * @param takeUrl takes placeholders out of a URL
 */
export function mediaOfRow(
  cells: Cells,
  takeUrl: (column: string, url: string | null) => string | null,
): CameraDraft['media'] | undefined {
  const read = <T>(field: RowField, by: (column: string, value: RowValue) => T | null): T | undefined => {
    const cell = cells.get(field);
    return cell === undefined ? undefined : (by(cell.column, cell.value) ?? undefined);
  };
  const url = (field: RowField): string | undefined =>
    read(field, (column, value) => takeUrl(column, urlOf(column, value)));
  const agent = given({
    id: read('agent_id', textOf),
    key: read('agent_key', textOf),
    model: read('agent_model', textOf),
    serial: read('agent_serial', textOf),
    pin: read('agent_pin', textOf),
  });
  const onvif = given({
    ptz: read('onvif_ptz', booleanOf),
    url: url('onvif_url'),
    profile: read('onvif_profile', textOf),
  });
  const days = read('dvr_depth', daysOf);
  const media = given({
    agent,
    onvif,
    substreamUrl: url('substream_url'),
    thumbnails: read('thumbnails', (_, value) => (isUrl(value) ? true : booleanOf('thumbnails', value))),
    thumbnailsUrl:
      url('thumbnails_url') ??
      read('thumbnails', (column, value) => (isUrl(value) ? takeUrl(column, String(value)) : null)),
    postalAddress: read('postal_address', textOf),
    folderCoordinates: read('folder_coordinates', textOf),
    static: read('static', booleanOf),
    videoOnly: read('video_only', booleanOf),
    motionDetectorEnabled: read('motion_detector_enabled', booleanOf),
    dvr: days === undefined ? undefined : { expirationSeconds: days * secondsInDay },
  });
  return media;
}

function isUrl(value: RowValue): boolean {
  return typeof value === 'string' && /^\s*https?:\/\//i.test(value);
}

function daysOf(column: string, value: RowValue): number | null {
  const days = numberOf(column, value);
  if (days !== null && !(Number.isInteger(days) && days >= 0 && days <= 100_000))
    throw new RowProblem(`${column} must be a whole number of days`, column, value);
  return days;
}

/** Without what is not given; undefined where nothing is. */
function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } | undefined {
  const some = Object.entries(parts).filter(([, part]) => part !== undefined);
  // The border where chosen entries are parts of the object.
  return some.length === 0 ? undefined : (Object.fromEntries(some) as { [K in keyof T]?: Exclude<T[K], undefined> });
}
