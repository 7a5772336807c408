import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '#audit';
import { InstallationEntity } from './installation.entity.js';
import { SettingsService } from './settings.service.js';

/** What administrators set while the server runs. */
@Module({
  imports: [TypeOrmModule.forFeature([InstallationEntity]), AuditModule],
  providers: [SettingsService],
  exports: [SettingsService],
})
export class SettingsModule {}
