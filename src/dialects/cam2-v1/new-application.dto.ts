import { ApiProperty } from '@nestjs/swagger';
import { Field, OfWhole } from './field.decorator.js';
import { text } from './reader.js';

export const permissionLevels = ['Basic', 'Admin'] as const;
export type PermissionLevel = (typeof permissionLevels)[number];

const name = text(20);

/** The body of `POST /register_app/`, form or JSON. */
export class NewApplicationDto {
  @Field(name, { description: 'At most 20 characters, unique.', example: 'downloader' }, { required: true })
  readonly app_name!: string;

  @ApiProperty({ enum: permissionLevels, description: 'Basic reads; Admin also adds, changes and deletes cameras.' })
  @OfWhole(problemOfLevel)
  readonly permission_level!: PermissionLevel;
}

/** The original looks at the level once the name is in order. */
function problemOfLevel({ app_name: given, permission_level: level }: NewApplicationDto): string | undefined {
  const isNamed = typeof given === 'string' && 'value' in name(given);
  return !isNamed || permissionLevels.includes(level) ? undefined : 'Permission_level provided is not valid';
}
