import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class SystemDatabase {
  @ApiProperty({
    description: 'Where it is, without login and password.',
    example: 'postgres://db.example:5432/camgate',
  })
  readonly url!: string;
}

class HttpListener {
  @ApiProperty({ description: 'Address it listens on.', example: '127.0.0.1' })
  readonly address!: string;

  @ApiProperty({ description: 'Port it listens on.', example: 8000 })
  readonly port!: number;
}

class SystemListeners {
  @ApiProperty({ type: [HttpListener], description: 'For HTTP.' })
  readonly http!: readonly HttpListener[];
}

/** How the server was started (GO25 `SystemConfig`); what it does not have is left out. */
export class SystemConfig {
  @ApiProperty({ description: 'Where others reach it.', example: 'https://cams.example.org' })
  readonly api_url!: string;

  @ApiPropertyOptional({ type: SystemDatabase, description: 'The database; absent: the embedded one.' })
  readonly database?: SystemDatabase;

  @ApiProperty({ type: SystemListeners, description: 'Where it listens.' })
  readonly listeners!: SystemListeners;

  @ApiProperty({ description: 'How much it logs.', example: 'info' })
  readonly loglevel!: string;

  @ApiPropertyOptional({
    description: 'The longest delay after failed logins, in seconds; absent: there is none.',
    example: 900,
  })
  readonly watcher_brute_force_timeout?: number;
}

class StreamerMetrics {
  @ApiProperty({ description: 'Name of the media server.', example: 'streamer1.example.com' })
  readonly hostname!: string;

  @ApiProperty({ description: 'What it is for.', example: 'streamer' })
  readonly role!: string;
}

/** What is registered around the server (GO25 `ClusterHealthStats`); nothing is measured. */
export class ClusterStats {
  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly collected_at!: number;

  @ApiProperty({
    description: 'Of this instance, until it ends.',
    example: '123e4567-e89b-42d3-a456-426655440000',
  })
  readonly server_id!: string;

  @ApiProperty({ description: 'How many media servers are registered.', example: 2 })
  readonly streamers_count!: number;

  @ApiProperty({ type: [StreamerMetrics], description: 'The media servers.' })
  readonly streamer_metrics!: readonly StreamerMetrics[];
}
