import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { SealedLocations, unmask } from '#cameras';
import { DataSource } from 'typeorm';
import { secretsLocation } from './streamers.repository.js';

/** Where one camera is watched and published to: base URLs without a slash at their end. */
export interface StreamerEndpoint {
  readonly watch: string | undefined;
  readonly publish: string | undefined;
}

interface Row {
  readonly id: number;
  readonly watch: string | null;
  readonly publish: string | null;
  readonly hostname: string;
  readonly sealed: string | null;
}

/** Which media server has which camera: the one that the camera names, else the first of role `streamer`. */
@Injectable()
export class StreamerEndpoints {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly secrets: SealedLocations,
  ) {}

  /** By camera id; a camera without a media server is missing. One statement. */
  async ofCameras(ids: readonly number[]): Promise<ReadonlyMap<number, StreamerEndpoint>> {
    const rows = await this.dataSource.query<Row[]>(
      `with first as (
         select s.id, s.public_payload_url, s.config from streamers s where s.role = 'streamer' order by s.id limit 1
       )
       select c.id, s.public_payload_url as watch,
              coalesce(s.config ->> 'publish_url', s.public_payload_url) as publish,
              s.hostname, s.secrets_sealed as sealed
       from cameras c
       left join streamers named on named.hostname = lower(c.media ->> 'streamerHostname')
       left join first on true
       join streamers s on s.id = coalesce(named.id, first.id)
       where c.id = any($1::integer[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, { watch: row.watch ?? undefined, publish: this.publishUrl(row) }]));
  }

  /** With the key that the media server asks publishers for. */
  private publishUrl({ publish, hostname, sealed }: Row): string | undefined {
    if (publish === null) return undefined;
    const opened = unmask(publish, this.secrets.open(sealed, secretsLocation(hostname)), '/config/publish_url');
    return opened.replace(/(?<!\/)\/+$/, '');
  }
}
