import { OrganizationsService } from '#access';
import { type AccessLevel, type ApplicationLevel, ApplicationsService, UsersService } from '#auth';
import { CamerasService, type CameraDraft } from '#cameras';
import { system } from '#auth';
import type { TestServer } from './server.js';

export const password = 'correct horse battery staple';

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly password: string;
}

export async function createUser(
  server: TestServer,
  login: string,
  options: { readonly isAdmin?: boolean; readonly accessLevel?: AccessLevel } = {},
): Promise<Person> {
  const { user } = await server.app
    .get(UsersService)
    .create({ login, password, accessLevel: options.isAdmin ? 'admin' : (options.accessLevel ?? 'generic') });
  return { id: user.id, login, password };
}

export interface Program {
  readonly clientId: string;
  readonly clientSecret: string;
}

export async function createApplication(
  server: TestServer,
  options: {
    readonly level?: ApplicationLevel;
    readonly organizationId?: number;
    readonly format?: 'cam2-v1' | 'cam2-v2' | 'native';
  } = {},
): Promise<Program> {
  const { application, clientSecret } = await server.app.get(ApplicationsService).create({
    name: 'a test',
    level: options.level ?? 'user',
    format: options.format ?? 'native',
    ...(options.organizationId === undefined ? {} : { organizationId: options.organizationId }),
  });
  return { clientId: application.clientId, clientSecret };
}

/** A private organization with one camera and one member who may view it. */
export interface Tenant {
  readonly organizationId: number;
  readonly member: Person;
  readonly program: Program;
  readonly camera: TestCamera;
}

/** A camera by all of its keys. */
export interface TestCamera {
  readonly id: number;
  readonly name: string;
  readonly cameraId: number;
  readonly objectId: string;
}

export async function createTenant(server: TestServer, name: string): Promise<Tenant> {
  const { id: organizationId } = await server.app
    .get(OrganizationsService)
    .createWithoutOwner({ title: name, isPublic: false });
  const member = await createUser(server, `member-of-${name}`);
  await server.app.get(OrganizationsService).addMember(organizationId, member.id, { canViewStreams: true });
  const program = await createApplication(server, { organizationId });
  const camera = await createCamera(server, { organizationId, name: `${name}/gate`, title: `Gate of ${name}` });
  return { organizationId, member, program, camera };
}

export async function createCamera(server: TestServer, draft: CameraDraft = {}): Promise<TestCamera> {
  const { id, name, cameraId, objectId } = await server.app.get(CamerasService).create(system, {
    kind: 'non_ip',
    title: 'Shibuya crossing',
    snapshotUrl: `http://cameras.example/${Math.random().toString(36).slice(2)}.jpg`,
    latitude: 35.6595,
    longitude: 139.7005,
    ...draft,
  });
  return { id, name, cameraId, objectId };
}
