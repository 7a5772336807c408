import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Config } from '#config';
import { DataSource } from 'typeorm';
import type { UserEntity } from '../accounts/user.entity.js';

/** Who must have a second factor: by the setting of the installation, and by organizations that require it. */
@Injectable()
export class SecondFactorPolicy {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  async isRequired({ id, accessLevel }: Pick<UserEntity, 'id' | 'accessLevel'>): Promise<boolean> {
    const { secondFactorRequired: whom } = this.config;
    if (whom === 'everybody' || (whom === 'administrators' && accessLevel !== 'generic')) return true;
    const [row] = await this.dataSource.query<{ required: boolean }[]>(
      `SELECT EXISTS (SELECT FROM organizations o WHERE o.requires_second_factor AND (o.owner_id = $1
         OR EXISTS (SELECT FROM memberships m WHERE m.organization_id = o.id AND m.user_id = $1))) AS required`,
      [id],
    );
    return row?.required ?? false;
  }
}
