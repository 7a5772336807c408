import { ApiProperty } from '@nestjs/swagger';
import type { Preset, PresetField } from '#cameras';
import { defineResource } from '../resources/resource.js';

const recorded = (description: string, example: number): PropertyDecorator =>
  ApiProperty({ type: 'integer', nullable: true, description, example });

class Recording {
  @recorded('Seconds for which everything is stored.', 604_800)
  readonly expiration_seconds!: number | null;

  @recorded('Seconds for which episodes are stored beyond it.', 6_048_000)
  readonly episodes_expiration_seconds!: number | null;

  @recorded('Bytes at most.', 400_000_000_000)
  readonly storage_limit_bytes!: number | null;

  @recorded('Copies beside the first.', 1)
  readonly redundancy_factor!: number | null;
}

export const presetResource = defineResource<Preset, PresetField>(
  'Preset',
  {
    id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
    title: { type: 'string', description: 'For people.', example: 'A week', field: 'title' },
    recording: {
      type: Recording,
      nullable: true,
      description: 'What is recorded.',
      show: ({ dvr }) =>
        dvr && {
          expiration_seconds: dvr.expirationSeconds ?? null,
          episodes_expiration_seconds: dvr.episodesExpirationSeconds ?? null,
          storage_limit_bytes: dvr.storageLimitBytes ?? null,
          redundancy_factor: dvr.redundancyFactor ?? null,
        },
    },
    vision: { type: Object, nullable: true, description: 'Analytics.', show: ({ vision }) => vision },
    layout_rules: {
      type: Object,
      nullable: true,
      description: 'Zones of media servers.',
      show: ({ layoutRules }) => layoutRules,
    },
    adjustable: {
      type: 'boolean',
      description: 'False: its cameras take these values whatever their own are.',
      example: true,
      field: 'isAdjustable',
      show: ({ isAdjustable }) => isAdjustable,
    },
    default: {
      type: 'boolean',
      description: 'What new cameras get that name no preset.',
      example: false,
      field: 'isDefault',
      show: ({ isDefault }) => isDefault,
    },
    camera_count: {
      type: 'integer',
      description: 'How many of its cameras the caller sees.',
      example: 0,
      show: ({ cameraCount }) => cameraCount,
    },
    organization_count: {
      type: 'integer',
      description: 'To how many organizations that the caller sees it was given.',
      example: 0,
      show: ({ organizationCount }) => organizationCount,
    },
    updated_at: {
      type: 'time',
      description: 'When it was changed last.',
      field: 'updatedAt',
      show: ({ updatedAt }) => updatedAt,
    },
  },
  { searched: 'the title' },
);
