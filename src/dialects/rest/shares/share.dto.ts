import { IntegerField, TextField, WordsField } from '../resources/body-field.js';
import { type ShareAction, shareActions } from './share-actions.js';

/** The body of `PATCH /api/v1/shares/{id}` (RFC 7396): what is left out stays. */
export class ShareChangeBody {
  @TextField({ max: 255, description: 'For people; unique.', example: 'For the press' })
  readonly name?: string;

  @WordsField({ words: shareActions, description: 'What its key opens.', example: ['view', 'archive'] })
  readonly can?: readonly ShareAction[];

  @IntegerField({ nullable: true, description: 'How far back the archive is open; `null`: all of it.', example: 3600 })
  readonly archive_seconds?: number | null;
}

/** The body of `POST /api/v1/shares`. */
export class NewShareBody extends ShareChangeBody {
  @TextField({ max: 255, required: true, description: 'For people; unique.', example: 'For the press' })
  override readonly name!: string;

  @IntegerField({ required: true, description: 'The camera that it shows.', example: 1 })
  readonly camera_id!: number;
}
