import { isAuthError } from '#errors';
import type { INestApplicationContext } from '@nestjs/common';
import { OrganizationsService } from '#access';
import { ApplicationsService, FirstAccountsService, UsersService } from '#auth';
import { Config, ConfigError } from '#config';
import { DemoCatalogue } from '../demo/demo-catalogue.js';

/** What the first start created; its secrets are printed once. */
interface FirstKeys {
  readonly login: string;
  readonly password: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * On an empty embedded database, creates the demo catalogue, a demo application and the administrator; the administrator last,
 * so that an interrupted start begins again. Elsewhere, creates the administrator that the settings name, if any.
 * @returns the text to print once the address is known
 */
export async function seed(app: INestApplicationContext): Promise<(url: string) => string> {
  const config = app.get(Config);
  if (config.demo && (await app.get(UsersService).count()) === 0) {
    const keys = await seedDemo(app);
    return (url) => welcomeBlock(url, keys);
  }
  if (config.demo) await app.get(DemoCatalogue).follow();
  if (config.adminPassword !== undefined) await ensureAdministrator(app);
  await app.get(OrganizationsService).adoptUnowned();
  const nobody = (await app.get(UsersService).hasAdministrator()) ? '' : `\n${howToMakeAdministrator}`;
  return (url) => `Camgate serves on ${url} (Swagger UI: ${url}/docs)${nobody}`;
}

const howToMakeAdministrator =
  'There is no administrator yet. Make one: camgate user create --login admin --admin, or set CAMGATE_ADMIN_PASSWORD and start again.';

async function seedDemo(app: INestApplicationContext): Promise<FirstKeys> {
  await app.get(DemoCatalogue).ensure();
  const { application, clientSecret } = await app
    .get(ApplicationsService)
    .create({ name: 'demo', level: 'user', format: 'cam2-v1' });
  const administrator = await ensureAdministrator(app);
  await app.get(OrganizationsService).adoptUnowned();
  return {
    login: administrator?.login ?? app.get(Config).adminLogin,
    password: administrator?.password,
    clientId: application.clientId,
    clientSecret,
  };
}

/** @throws ConfigError when the login or password in the settings cannot be used */
async function ensureAdministrator(
  app: INestApplicationContext,
): ReturnType<FirstAccountsService['ensureAdministrator']> {
  try {
    return await app.get(FirstAccountsService).ensureAdministrator();
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const setting = error.code === 'password.unacceptable' ? 'CAMGATE_ADMIN_PASSWORD' : 'CAMGATE_ADMIN_LOGIN';
    throw new ConfigError(
      `The setting ${setting} cannot be used: ${error.context.reason ?? 'not acceptable'}; choose another.`,
    );
  }
}

function welcomeBlock(url: string, { login, password, clientId, clientSecret }: FirstKeys): string {
  const displayed = password ?? '<CAMGATE_ADMIN_PASSWORD>';
  const line = '-'.repeat(100);
  return `${line}
Camgate serves on ${url} (Swagger UI: ${url}/docs)

  Shown once, keep them:
    administrator   login         ${login}
                    password      ${password ?? '(as set in CAMGATE_ADMIN_PASSWORD)'}
    forgotten?      camgate user set-password ${login}
    application     client_id     ${clientId}
                    client_secret ${clientSecret}

  Try:
curl -X POST ${url}/token.json -d client_id=${clientId} -d client_secret=${clientSecret}
curl -X POST -u ${login}:${displayed} "${url}/watcher/client-api/v3/login"
curl -u ${login}:${displayed} "${url}/api/v1/cameras?near=35.6895,139.6917&limit=3"
${line}`;
}
