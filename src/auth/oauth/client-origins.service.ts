import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock, Config } from '#config';
import { Repository } from 'typeorm';
import { ApplicationEntity } from '../accounts/application.entity.js';

/** What was read may be that old: a client that was revoked loses its origin within this time. */
const lifeMilliseconds = 5_000;

/** The origins of public clients, by their redirect URIs: pages there may call the token endpoint and the API. */
@Injectable()
export class ClientOriginsService {
  private origins: Promise<ReadonlySet<string>> | undefined;
  private readAt = 0;

  constructor(
    @InjectRepository(ApplicationEntity) private readonly applications: Repository<ApplicationEntity>,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @param origin as browsers send it, such as `https://app.example.org` */
  async has(origin: string): Promise<boolean> {
    const now = this.clock.now().getTime();
    if (this.origins === undefined || now - this.readAt >= lifeMilliseconds) {
      this.readAt = now;
      this.origins = this.read();
    }
    try {
      return (await this.origins).has(origin);
    } catch {
      // Without the database every request fails by itself; here it only lacks a header.
      this.origins = undefined;
      return false;
    }
  }

  private async read(): Promise<ReadonlySet<string>> {
    const registered = this.config.clientMetadataHosts.length > 0 ? '' : ' AND a.document_expires_at IS NULL';
    const rows = await this.applications
      .createQueryBuilder('a')
      .select('DISTINCT unnest(a.redirect_uris)', 'uri')
      .where(`a.auth_method = 'none' AND a.revoked_at IS NULL${registered}`)
      .getRawMany<{ uri: string }>();
    // Schemes of apps have no origin.
    return new Set(rows.map(({ uri }) => new URL(uri).origin).filter((origin) => origin !== 'null'));
  }
}
