import { ApiProperty } from '@nestjs/swagger';
import { FlagField, IntegerField, TextField } from '../input/fields.decorator.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

class ServerStatus {
  @AnswerField('Whether it answers; this server does not ask it: always false.', false) readonly alive!: boolean;
}

/** A media server (WD); for administrators. */
export class StreamerItem {
  @AnswerField('Its id.', 1) readonly id!: number;
  @AnswerField('Its name.', 'media1.example.com') readonly hostname!: string;
  @NullableAnswerField('Where its own interface is.', 'https://media1.example.com') readonly api_url!: string | null;
  @NullableAnswerField('Where people watch.', 'https://media1.example.com') readonly public_url!: string | null;
  @NullableAnswerField('Its cluster key: always null in answers.', 'key') readonly cluster_key!: null;
  @AnswerField('There is one.', true) readonly has_cluster_key!: boolean;
  @NullableAnswerField('Where it keeps the archive.', '/storage') readonly dvr_path!: string | null;
  @NullableAnswerField('kbit/s that it can carry; null: no limit.', 1_000_000) readonly max_bitrate!: number | null;
  @AnswerField('It runs beside this server: no.', false) readonly is_local!: boolean;
  @ApiProperty({ type: ServerStatus, description: 'Its state.' })
  readonly server_status!: ServerStatus;
}

/** What `POST` and `PUT` of a media server take. */
export class StreamerBody {
  @TextField({
    description: 'Its name; the host of `api_url` where none is given. Fixed once it is made.',
    example: 'media1.example.com',
  })
  readonly hostname?: string;

  @TextField({
    description: 'Where its own interface is.',
    example: 'https://media1.example.com',
    clearable: true,
    longest: 2048,
  })
  readonly api_url?: string | null;

  @TextField({
    description: 'Where people watch.',
    example: 'https://media1.example.com',
    clearable: true,
    longest: 2048,
  })
  readonly public_url?: string | null;

  @TextField({
    description: 'Its cluster key; stored sealed, never in an answer.',
    example: 'a key of 20 letters',
    clearable: true,
    longest: 255,
  })
  readonly cluster_key?: string | null;

  @TextField({ description: 'Where it keeps the archive.', example: '/storage', clearable: true, longest: 1024 })
  readonly dvr_path?: string | null;

  @IntegerField({ description: 'kbit/s that it can carry; empty: no limit.', example: 1_000_000, clearable: true })
  readonly max_bitrate?: number | null;

  @FlagField({ description: 'Refuses a media server that does not answer within three seconds.', example: false })
  readonly checks_enable?: boolean;
}
