import { ApiProperty } from '@nestjs/swagger';
import { wrong } from '../http/fields/reading.js';
import { Field } from './field.decorator.js';
import { levelsOnWire, type LevelOnWire } from './level.wire.js';
import { integer, moment, oneOf, type Reader, text } from './reader.js';

const ownerMissing = "Must include the owner's username";
const owner: Reader<string> = (given) =>
  typeof given === 'string' && given.trim() === '' ? wrong('whole', { text: ownerMissing }) : text(255)(given);
const level = oneOf(...levelsOnWire);
const ownerDocs = { description: 'The user name of the owner of the app.', example: 'ada', type: String };
const levelDocs = { description: 'What the app may do.', enum: levelsOnWire, example: 'user', type: String };

/** A new app. */
export class NewAppDto {
  @Field(owner, ownerDocs, ownerMissing) readonly owner!: string;
  @Field(level, { ...levelDocs, default: 'user' }) readonly permissionLevel?: LevelOnWire;
}

/** What is to change of an app. */
export class AppChangeDto {
  @Field(owner, ownerDocs) readonly owner?: string;
  @Field(level, levelDocs) readonly permissionLevel?: LevelOnWire;
}

/** The owner of the apps. */
export class OwnerDto {
  @Field(owner, ownerDocs, ownerMissing) readonly owner!: string;
}

/** Whose app it should be. */
export class UsageRequestDto {
  @Field(text(255), ownerDocs) readonly owner?: string;
}

/** Which changes. */
export class ChangeSpanDto {
  @Field(moment, { description: 'From then on.', example: '2018-07-04T19:52:52.337Z', type: String })
  readonly start?: Date;
  @Field(moment, { description: 'Until then.', example: '2018-07-05T00:00:00Z', type: String }) readonly end?: Date;
  @Field(integer(0, 2_147_483_647), { description: 'Skips so many.', example: 100, type: Number, default: 0 })
  readonly offset?: number;
}

/** An app's id and its secret, only in this answer. */
export class ClientDto {
  @ApiProperty({ example: '0a1b…96 hex digits' }) readonly clientID!: string;
  @ApiProperty({ example: '9c1e…96 hex digits' }) readonly clientSecret!: string;
}

/** An app's new secret, only in this answer. */
export class SecretDto {
  @ApiProperty({ example: '9c1e…96 hex digits' }) readonly clientSecret!: string;
}

/** An app of an owner's. */
export class ClientIdDto {
  @ApiProperty({ example: '0a1b…96 hex digits' }) readonly clientID!: string;
}

/** How often an app was served. */
export class UsageDto {
  @ApiProperty({ example: 1290 }) readonly api_usage!: number;
}

/** A camera was made, changed or deleted. */
export class ChangeDto {
  @ApiProperty({ example: '5b0cfa4a45bb0c0004277e4e' }) readonly cameraID!: string;
  @ApiProperty({ description: 'UTC, ISO 8601.', example: '2018-07-04T19:52:52.337Z' }) readonly timestamp!: string;
}
