import { parseDatabaseUrl } from '#config';

/** Where the database is reached over the network; none for a socket in the file system. */
export class DatabaseLocation {
  readonly host: string | undefined;
  readonly port: number;

  constructor(url: string) {
    const { host, port } = parseDatabaseUrl(url);
    this.host = host.startsWith('/') ? undefined : host;
    this.port = port;
  }
}
