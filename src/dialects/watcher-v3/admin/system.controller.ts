import { randomUUID } from 'node:crypto';
import { type Caller, CurrentCaller } from '#auth';
import { Clock, Config } from '#config';
import { StreamersService } from '#playback';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';
import { ClusterStats, SystemConfig } from './system.dto.js';

const mostStreamers = 1000;
/** The longest that failed logins hold a person off; the delay grows up to it (R-LOCK). */
const longestBlockSeconds = 900;

/** The settings of this server's environment, and the media servers registered with it. */
@AdminApi('', { tag: 'settings' })
export class SystemController {
  private readonly serverId = randomUUID();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly streamers: StreamersService,
  ) {}

  @Endpoint('GET', 'system_config', {
    operationId: 'system_config_get',
    summary: 'How the server was started',
    description: 'Read only; without any secret.',
    answer: { type: SystemConfig, description: 'The settings of its environment.' },
    errors: [401, 403],
  })
  systemConfig(): SystemConfig {
    const { publicUrl, host, port, logLevel, databaseUrl, loginsPerMinute } = this.config;
    const url = databaseUrl === undefined ? undefined : withoutCredentials(databaseUrl);
    return {
      api_url: publicUrl,
      ...(url === undefined ? {} : { database: { url } }),
      listeners: { http: [{ address: host, port }] },
      loglevel: logLevel,
      ...(loginsPerMinute === 0 ? {} : { watcher_brute_force_timeout: longestBlockSeconds }),
    };
  }

  @Endpoint('GET', 'cluster/stats', {
    operationId: 'cluster_stats_get',
    summary: 'The registered media servers',
    description: 'From the registry: nothing is measured, so no media server has a status.',
    answer: { type: ClusterStats, description: 'The first 1000 media servers, and how many there are.' },
    errors: [401, 403],
  })
  async clusterStats(@CurrentCaller() caller: Caller): Promise<ClusterStats> {
    const everything = { where: [], sort: [{ field: 'hostname', descending: false }] } as const;
    const [{ items }, count] = await Promise.all([
      this.streamers.list(caller, everything, { limit: mostStreamers }),
      this.streamers.count(caller, everything),
    ]);
    return {
      collected_at: this.clock.now().getTime(),
      server_id: this.serverId,
      streamers_count: count,
      streamer_metrics: items.map(({ hostname, role }) => ({ hostname, role })),
    };
  }
}

/** Where the database is: scheme, host, port and name, nothing of the rest; undefined for several hosts in one URL. */
function withoutCredentials(url: string): string | undefined {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return undefined;
  }
}
