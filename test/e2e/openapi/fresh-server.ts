import { ApplicationsService, FirstAccountsService } from '#auth';
import { DemoCatalogue } from '../../../src/demo/demo-catalogue.js';
import { type TestServer, openServer, systemApiKey } from '../../support/server.js';

export interface FreshServer {
  readonly server: TestServer;
  readonly url: string;
  readonly dataSource: TestServer['dataSource'];
  /** The administrator `admin` of the first start. */
  readonly administrator: { readonly login: string; readonly password: string };
  /** An application that may do everything. */
  readonly application: { readonly clientId: string; readonly clientSecret: string };
  readonly systemApiKey: string;
  close(): Promise<void>;
}

/** A server as it is after its first start: the demo catalogue, an application and the administrator. */
export async function openFreshServer(): Promise<FreshServer> {
  const password = 'the password of the first start';
  const server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', CAMGATE_ADMIN_PASSWORD: password });
  await server.app.get(DemoCatalogue).ensure();
  const { application, clientSecret } = await server.app
    .get(ApplicationsService)
    .create({ name: 'demo', level: 'admin', format: 'cam2-v2' });
  await server.app.get(FirstAccountsService).ensureAdministrator();
  return {
    server,
    url: server.url,
    dataSource: server.dataSource,
    administrator: { login: 'admin', password },
    application: { clientId: application.clientId, clientSecret },
    systemApiKey,
    close: () => server.close(),
  };
}
