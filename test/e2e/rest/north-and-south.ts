import { OrganizationsService } from '#access';
import { type TestServer, openServer } from '../../support/server.js';
import { createTenant, createUser, type Tenant } from '../../support/people.js';
import type { RestClient } from './rest-client.js';

/** Two private organizations, and what to send as `Authorization` for who may do what in the north. */
export interface NorthAndSouth {
  readonly north: Tenant;
  readonly south: Tenant;
  readonly admin: string;
  /** May view and edit in the north. */
  readonly editor: string;
  /** May only view in the north. */
  readonly member: string;
}

/** A server without throttles, so that a test may sign in as often as it likes. */
export function openUnthrottledHouse(): Promise<TestServer> {
  return openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
}

export async function settleNorthAndSouth(server: TestServer, bearer: RestClient['bearer']): Promise<NorthAndSouth> {
  const north = await createTenant(server, 'north');
  const south = await createTenant(server, 'south');
  await createUser(server, 'root', { isAdmin: true });
  const { id, login } = await createUser(server, 'editor-of-north');
  await server.app
    .get(OrganizationsService)
    .addMember(north.organizationId, id, { canViewStreams: true, canEditStreams: true });
  return {
    north,
    south,
    admin: await bearer('root'),
    editor: await bearer(login),
    member: await bearer(north.member.login),
  };
}
