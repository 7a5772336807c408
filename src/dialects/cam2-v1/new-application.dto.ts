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

  @ApiProperty({
    enum: permissionLevels,
    description: 'Basic reads; Admin also adds, changes and deletes cameras.',
    example: 'Basic',
  })
  @OfWhole(problemOfLevel)
  readonly permission_level!: PermissionLevel;
}

/** The original looks at the level once the name is in order. */
function problemOfLevel(body: object): string | undefined {
  const given: unknown = Reflect.get(body, 'app_name');
  const level: unknown = Reflect.get(body, 'permission_level');
  const isNamed = typeof given === 'string' && 'value' in name(given);
  return !isNamed || permissionLevels.some((word) => word === level)
    ? undefined
    : 'Permission_level provided is not valid';
}
