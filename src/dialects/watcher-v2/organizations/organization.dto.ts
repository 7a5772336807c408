import { IdField, IntegerField, TextField } from '../input/fields.decorator.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

/** An organization as API v2 shows it (WD). */
export class OrganizationItem {
  @AnswerField('Its id.', 7) readonly id!: number;
  @AnswerField('Its name.', 'Riverside Rentals') readonly title!: string;
  @NullableAnswerField('Id of the owner.', 12) readonly owner_id!: number | null;
  @NullableAnswerField('The owner.', { id: 12, login: 'user1' }) readonly owner!: {
    readonly id: number;
    readonly login: string;
  } | null;
  @NullableAnswerField('Cameras that it may have; null: no limit.', 50) readonly camera_limit!: number | null;
  @NullableAnswerField('Users that it may have; null: no limit.', 10) readonly user_limit!: number | null;
  @NullableAnswerField('Gigabytes of archive, stored for billing; null: no limit.', 500) readonly dvr_limit!:
    number | null;
  @AnswerField('Cameras of it that the caller sees.', 8) readonly camera_count!: number;
  @AnswerField('Its members.', 3) readonly user_count!: number;
  @AnswerField('Mosaics of it that the caller sees.', 1) readonly mosaic_count!: number;
  @AnswerField('Cameras go there whose maker names no organization.', false) readonly is_default!: boolean;
  @AnswerField('The caller is a member.', true) readonly is_member!: boolean;
  @AnswerField('The caller may change its cameras.', true) readonly can_edit_cameras!: boolean;
  @AnswerField('The caller may change its users.', false) readonly can_edit_users!: boolean;
  @AnswerField('The caller sees its figures.', false) readonly can_view_stats!: boolean;
  @AnswerField('There is one domain: 1.', 1) readonly domain_id!: number;
}

/** What `POST` and `PUT` of an organization take; numbers and flags may be texts. */
export class OrganizationBody {
  @TextField({ description: 'Its name.', example: 'Riverside Rentals', longest: 1000 })
  readonly title?: string;

  @IdField({ description: 'Who owns it; empty: nobody.', example: 12, clearable: true })
  readonly owner_id?: number | null;

  @IntegerField({ description: 'Cameras that it may have; empty: no limit.', example: 50, clearable: true })
  readonly camera_limit?: number | null;

  @IntegerField({ description: 'Users that it may have; empty: no limit.', example: 10, clearable: true })
  readonly user_limit?: number | null;

  @IntegerField({
    description: 'Gigabytes of archive, stored for billing; empty: no limit.',
    example: 500,
    clearable: true,
  })
  readonly dvr_limit?: number | null;
}

export class NewOrganizationBody extends OrganizationBody {
  @TextField({ description: 'Its name.', example: 'Riverside Rentals', longest: 1000, required: true })
  override readonly title!: string;
}
