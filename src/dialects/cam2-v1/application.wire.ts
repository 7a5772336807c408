import { ApiProperty } from '@nestjs/swagger';
import type { Application, ApplicationLevel } from '#auth';
import { type PermissionLevel, permissionLevels } from './new-application.dto.js';

/** The original's names of levels; it has none for `webui`, which reads like Basic. */
const names: Readonly<Record<ApplicationLevel, PermissionLevel>> = { user: 'Basic', webui: 'Basic', admin: 'Admin' };

export function levelOf(name: PermissionLevel): ApplicationLevel {
  return name === 'Admin' ? 'admin' : 'user';
}

/** The answer of `POST /register_app/`. */
export class ApplicationWire {
  @ApiProperty({ example: 'downloader' }) readonly app_name: string;
  @ApiProperty({ enum: permissionLevels, example: 'Basic' }) readonly permission_level: string;
  @ApiProperty({ example: '3f8a…64 hex digits' }) readonly client_id: string;
  @ApiProperty({ description: 'Only in this answer.', example: '9c1e…48 hex digits' }) readonly client_secret: string;

  constructor({ name, level, clientId }: Application, clientSecret: string) {
    this.app_name = name;
    this.permission_level = names[level];
    this.client_id = clientId;
    this.client_secret = clientSecret;
  }
}
