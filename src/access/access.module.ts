import { Module } from '@nestjs/common';
import { CameraRights } from './camera-rights.js';
import { Organizations } from './organizations/organizations.js';

/** Who may see and do what. */
@Module({ providers: [Organizations, CameraRights], exports: [Organizations, CameraRights] })
export class AccessModule {}
