import { parseDatabaseUrl } from '#config';

/** Where the database is; `host` is undefined for a Unix socket, and `url` holds the password. */
export class DatabaseLocation {
  readonly host: string | undefined;
  readonly port: number;

  constructor(readonly url: string) {
    const { host, port } = parseDatabaseUrl(url);
    this.host = host.startsWith('/') ? undefined : host;
    this.port = port;
  }
}
