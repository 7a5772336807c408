import { parseDatabaseUrl } from '#config';

/** The network address of the database; without a host for a Unix socket. */
export class DatabaseLocation {
  readonly host: string | undefined;
  readonly port: number;

  constructor(url: string) {
    const { host, port } = parseDatabaseUrl(url);
    this.host = host.startsWith('/') ? undefined : host;
    this.port = port;
  }
}
