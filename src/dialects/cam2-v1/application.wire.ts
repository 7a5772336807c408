import { ApiProperty } from '@nestjs/swagger';
import type { Application, ApplicationLevel } from '#auth';
import { type PermissionLevel, permissionLevels } from './new-application.dto.js';

/** What the original calls what an application may do; it has no word for `webui`, which reads as Basic does. */
const words: Readonly<Record<ApplicationLevel, PermissionLevel>> = { user: 'Basic', webui: 'Basic', admin: 'Admin' };

export function levelOf(word: PermissionLevel): ApplicationLevel {
  return word === 'Admin' ? 'admin' : 'user';
}

/** The answer of `POST /register_app/`. */
export class ApplicationWire {
  @ApiProperty({ example: 'downloader' }) readonly app_name: string;
  @ApiProperty({ enum: permissionLevels, example: 'Basic' }) readonly permission_level: string;
  @ApiProperty({ example: '3f8a…64 hex digits' }) readonly client_id: string;
  @ApiProperty({ description: 'Shown once.', example: '9c1e…48 hex digits' }) readonly client_secret: string;

  constructor({ name, level, clientId }: Application, clientSecret: string) {
    this.app_name = name;
    this.permission_level = words[level];
    this.client_id = clientId;
    this.client_secret = clientSecret;
  }
}
