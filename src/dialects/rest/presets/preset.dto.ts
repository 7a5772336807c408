import type { Dvr, PresetDraft } from '#cameras';
import { BooleanField, given, IntegerField, JsonField, ObjectField, TextField } from '../resources/body-field.js';

/** How long and how much is recorded; `null`: not set. */
export class RecordingBody {
  @IntegerField({ description: 'Seconds for which everything is stored.', nullable: true, example: 604_800 })
  readonly expiration_seconds?: number | null;

  @IntegerField({ description: 'Seconds for which episodes are stored beyond it.', nullable: true, example: 6_048_000 })
  readonly episodes_expiration_seconds?: number | null;

  @IntegerField({
    description: 'Bytes at most.',
    nullable: true,
    max: Number.MAX_SAFE_INTEGER,
    example: 400_000_000_000,
  })
  readonly storage_limit_bytes?: number | null;

  @IntegerField({ description: 'Copies beside the first.', nullable: true, min: 0, example: 1 })
  readonly redundancy_factor?: number | null;
}

/** The body of `PATCH /api/v1/presets/{id}` (RFC 7396): what is left out stays, also within objects. */
export class PresetChangeBody {
  @TextField({ description: 'For people.', example: 'A week', max: 255 })
  readonly title?: string;

  @ObjectField({ type: RecordingBody, nullable: true, description: 'What is recorded.' })
  readonly recording?: RecordingBody | null;

  @JsonField({ nullable: true, description: 'Analytics: any JSON object of at most 64 KiB.' })
  readonly vision?: object | null;

  @JsonField({ nullable: true, description: 'Zones of media servers, as Watcher has them.' })
  readonly layout_rules?: object | null;

  @BooleanField({ description: 'False: its cameras take these values whatever their own are.', example: true })
  readonly adjustable?: boolean;

  @BooleanField({ description: 'What new cameras get that name no preset.', example: false })
  readonly default?: boolean;
}

/** The body of `POST /api/v1/presets`. */
export class NewPresetBody extends PresetChangeBody {
  @TextField({ description: 'For people.', example: 'A week', max: 255, required: true })
  override readonly title!: string;
}

export function toPresetDraft(body: PresetChangeBody): PresetDraft {
  const { title, recording, vision, layout_rules: layoutRules, adjustable: isAdjustable, default: isDefault } = body;
  return given({ title, dvr: recording && toDvr(recording), vision, layoutRules, isAdjustable, isDefault });
}

function toDvr(body: RecordingBody): Partial<Dvr> {
  return given({
    expirationSeconds: body.expiration_seconds,
    episodesExpirationSeconds: body.episodes_expiration_seconds,
    storageLimitBytes: body.storage_limit_bytes,
    redundancyFactor: body.redundancy_factor,
  });
}
