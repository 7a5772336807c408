import { ApiProperty } from '@nestjs/swagger';
import {
  type Application,
  type ApplicationField,
  applicationLevels,
  authMethods,
  type ClientRegistration,
  signingAlgorithms,
} from '#auth';
import { defineResource, type Property } from '../resources/resource.js';

type Shown = Omit<Property<Application, ApplicationField>, 'show'>;

const registered = (
  show: (registration: ClientRegistration) => unknown,
  property: Shown,
): Property<Application, ApplicationField> => ({ ...property, show: ({ registration }) => show(registration) });

export const applicationResource = defineResource<Application, ApplicationField>(
  'Application',
  {
    client_id: {
      type: 'string',
      description: 'Its client id.',
      example: 'c_1z4QiakaJteGTiqC71TsbTOn',
      field: 'clientId',
      show: ({ clientId }) => clientId,
    },
    name: { type: 'string', description: 'For people.', example: 'Traffic study', field: 'name' },
    level: {
      type: 'string',
      enum: applicationLevels,
      description: 'What it may do: `user` reads, `webui` manages applications, too, `admin` everything.',
      example: 'user',
      field: 'level',
    },
    owner: {
      type: 'string',
      nullable: true,
      description: 'Whose it is, in free words.',
      example: 'Institute of Transport',
      field: 'owner',
    },
    organization_id: {
      type: 'integer',
      nullable: true,
      description: 'The organization whose cameras it sees beside public ones.',
      example: 1,
      field: 'organizationId',
      show: ({ organizationId }) => organizationId,
    },
    scope: {
      type: 'string',
      nullable: true,
      description: 'The permissions and scopes it may ask for; `null`: all that its level allows.',
      example: 'cameras:read',
      show: ({ scope }) => scope,
    },
    grants: registered(({ grants }) => grants, {
      type: ['string'],
      description: 'The OAuth grants it may use.',
      example: ['client_credentials'],
    }),
    auth_method: registered(({ authMethod }) => authMethod, {
      type: 'string',
      nullable: true,
      enum: authMethods,
      description: 'How it authenticates; `null`: with its secret, in the header or in the body.',
      example: 'basic',
    }),
    redirect_uris: registered(({ redirectUris }) => redirectUris, {
      type: ['string'],
      description: 'Where people come back to after they signed in.',
      example: [],
    }),
    post_logout_uris: registered(({ postLogoutUris }) => postLogoutUris, {
      type: ['string'],
      description: 'Where they may be sent after signing out.',
      example: [],
    }),
    key_ids: registered(({ jwks }) => keyIdsOf(jwks), {
      type: ['string'],
      description: 'The ids of its public keys.',
      example: [],
    }),
    first_party: registered(({ firstParty }) => firstParty, {
      type: 'boolean',
      description: 'Ours: its users are not asked for consent.',
      example: false,
    }),
    id_token_alg: registered(({ idTokenAlgorithm }) => idTokenAlgorithm, {
      type: 'string',
      enum: signingAlgorithms,
      description: 'How its ID tokens are signed.',
      example: 'ES256',
    }),
    resources: registered(({ resources }) => resources, {
      type: ['string'],
      description: 'The APIs that it serves.',
      example: [],
    }),
    created_at: {
      type: 'time',
      description: 'When it was registered.',
      field: 'createdAt',
      show: ({ createdAt }) => createdAt,
    },
  },
  { searched: 'name, owner and client id' },
);

/** An application as it is shown when it gets a secret. */
export class ApplicationWithSecret extends applicationResource.answer {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its secret, shown once; `null`: it authenticates without one.',
    example: 'cgc_0123456789abcdefghijklmnopqrstuvwxyz',
  })
  readonly client_secret!: string | null;
}

function keyIdsOf(jwks: object | undefined): readonly string[] {
  const keys: unknown = jwks !== undefined && 'keys' in jwks ? jwks.keys : [];
  if (!Array.isArray(keys)) return [];
  return keys.flatMap((key: unknown) =>
    typeof key === 'object' && key !== null && 'kid' in key && typeof key.kid === 'string' ? [key.kid] : [],
  );
}
