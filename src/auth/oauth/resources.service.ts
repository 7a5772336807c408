import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Config } from '#config';
import { Repository } from 'typeorm';
import { ApplicationEntity } from '../accounts/application.entity.js';
import { rejectedGrant } from './rejected-grant.js';

const lengthLimit = 2000;

/** The audiences that a token can be requested for (RFC 8707): this server, and the resource servers registered here. */
@Injectable()
export class ResourcesService {
  private readonly own: ReadonlySet<string>;

  constructor(
    @InjectRepository(ApplicationEntity) private readonly applications: Repository<ApplicationEntity>,
    { publicUrl }: Config,
  ) {
    this.own = new Set([publicUrl, `${publicUrl}/`, `${publicUrl}/api/v1`]);
  }

  /**
   * The audience for a resource; undefined: this server, whose APIs are one audience.
   * @throws DomainError grant.rejected (invalid_target)
   */
  async audienceOf(resource: string | undefined): Promise<string | undefined> {
    if (resource === undefined || this.own.has(resource)) return undefined;
    const isUri = resource.length <= lengthLimit && URL.canParse(resource) && !resource.includes('#');
    const registered =
      isUri &&
      (await this.applications
        .createQueryBuilder('a')
        .where('a.resources @> ARRAY[:resource]::text[] AND a.revoked_at IS NULL', { resource })
        .getExists());
    if (!registered) throw rejectedGrant('invalid_target', 'unknown resource');
    return resource;
  }
}
