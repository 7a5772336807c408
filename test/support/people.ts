import { Organizations } from '#access';
import { type AccessLevel, type ApplicationLevel, Applications, Users } from '#auth';
import { Cameras, type CameraDraft } from '#cameras';
import { system } from '#auth';
import type { House } from './house.js';

export const password = 'correct horse battery staple';

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly password: string;
}

export async function createUser(
  house: House,
  login: string,
  options: { readonly isAdmin?: boolean; readonly accessLevel?: AccessLevel } = {},
): Promise<Person> {
  const { user } = await house.app
    .get(Users)
    .create({ login, password, accessLevel: options.isAdmin ? 'admin' : (options.accessLevel ?? 'generic') });
  return { id: user.id, login, password };
}

export interface Program {
  readonly clientId: string;
  readonly clientSecret: string;
}

export async function createApplication(
  house: House,
  options: {
    readonly level?: ApplicationLevel;
    readonly organizationId?: number;
    readonly format?: 'cam2-v1' | 'cam2-v2' | 'native';
  } = {},
): Promise<Program> {
  const { application, clientSecret } = await house.app.get(Applications).create({
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

export async function createTenant(house: House, name: string): Promise<Tenant> {
  const { id: organizationId } = await house.app.get(Organizations).create({ title: name, isPublic: false });
  const member = await createUser(house, `member-of-${name}`);
  await house.app.get(Organizations).addMember(organizationId, member.id, { canViewStreams: true });
  const program = await createApplication(house, { organizationId });
  const camera = await createCamera(house, { organizationId, name: `${name}/gate`, title: `Gate of ${name}` });
  return { organizationId, member, program, camera };
}

export async function createCamera(house: House, draft: CameraDraft = {}): Promise<TestCamera> {
  const { id, name, cameraId, objectId } = await house.app.get(Cameras).create(system, {
    kind: 'non_ip',
    title: 'Shibuya crossing',
    snapshotUrl: `http://cameras.example/${Math.random().toString(36).slice(2)}.jpg`,
    latitude: 35.6595,
    longitude: 139.7005,
    ...draft,
  });
  return { id, name, cameraId, objectId };
}
