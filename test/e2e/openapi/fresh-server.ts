import { Applications, FirstAccounts } from '#auth';
import { DemoCatalogue } from '../../../src/demo/demo-catalogue.js';
import { type House, openHouse, systemApiKey } from '../../support/house.js';

export interface FreshServer {
  readonly house: House;
  readonly url: string;
  readonly dataSource: House['dataSource'];
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
  const house = await openHouse({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', CAMGATE_ADMIN_PASSWORD: password });
  await house.app.get(DemoCatalogue).ensure();
  const { application, clientSecret } = await house.app
    .get(Applications)
    .create({ name: 'demo', level: 'admin', format: 'cam2-v2' });
  await house.app.get(FirstAccounts).ensureAdministrator();
  return {
    house,
    url: house.url,
    dataSource: house.dataSource,
    administrator: { login: 'admin', password },
    application: { clientId: application.clientId, clientSecret },
    systemApiKey,
    close: () => house.close(),
  };
}
