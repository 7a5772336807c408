import {
  type ApplicationChange,
  type ApplicationLevel,
  applicationLevels,
  type AuthMethod,
  authMethods,
  type ClientFormat,
  type GrantType,
  grantTypes,
  type NewApplication,
  type SigningAlgorithm,
  signingAlgorithms,
} from '#auth';
import {
  BooleanField,
  given,
  IntegerField,
  JsonField,
  TextField,
  TextsField,
  WordField,
  WordsField,
} from '../resources/body-field.js';

type Registration = NonNullable<ApplicationChange['registration']>;

const longestUri = 2000;
const mostUris = 20;
const mostResources = 100;
const month = 2_592_000;

/** The body of `PATCH /api/v1/applications/{id}` (RFC 7396): what is left out stays. */
export class ApplicationChangeBody {
  @TextField({ description: 'For people.', example: 'Traffic study', max: 255 })
  readonly name?: string;

  @WordField({
    description: 'What it may do: `user` reads, `webui` manages applications, too, `admin` everything.',
    words: applicationLevels,
    example: 'user',
  })
  readonly level?: ApplicationLevel;

  @TextField({ description: 'Whose it is, in free words.', example: 'Institute of Transport', max: 255 })
  readonly owner?: string;

  @TextField({
    description:
      'The permissions and scopes it may ask for, separated by spaces; without it all that its level allows.',
    example: 'cameras:read',
    max: 1000,
  })
  readonly scope?: string;

  @WordsField({ description: 'The OAuth grants it may use.', words: grantTypes, example: ['client_credentials'] })
  readonly grants?: readonly GrantType[];

  @WordField({ description: 'How it authenticates; `none` is a public client.', words: authMethods })
  readonly auth_method?: AuthMethod;

  @TextsField({ description: 'Where people come back to after they signed in.', most: mostUris, max: longestUri })
  readonly redirect_uris?: readonly string[];

  @TextsField({ description: 'Where they may be sent after signing out.', most: mostUris, max: longestUri })
  readonly post_logout_uris?: readonly string[];

  @JsonField({ description: 'Its public keys (RFC 7517), with `private_key_jwt`.' })
  readonly jwks?: object;

  @BooleanField({ description: 'Ours: its users are not asked for consent.' })
  readonly first_party?: boolean;

  @WordField({ description: 'How its ID tokens are signed.', words: signingAlgorithms })
  readonly id_token_alg?: SigningAlgorithm;

  @TextsField({
    description: 'The APIs that it serves: it may introspect tokens for them.',
    most: mostResources,
    max: longestUri,
  })
  readonly resources?: readonly string[];
}

/** The body of `POST /api/v1/applications`. */
export class NewApplicationBody extends ApplicationChangeBody {
  @TextField({ description: 'For people.', example: 'Traffic study', max: 255, required: true })
  override readonly name!: string;

  @IntegerField({ description: 'The organization whose cameras it sees beside public ones.', example: 1 })
  readonly organization_id?: number;

  @WordField({ description: 'How its id and secret look.', words: ['native', 'cam2-v1', 'cam2-v2'] })
  readonly format?: ClientFormat;

  @TextField({ description: 'The id of a client that moves here.', min: 8, max: 100 })
  readonly client_id?: string;

  @TextField({ description: 'Its secret.', min: 20, max: 255 })
  readonly client_secret?: string;
}

/** The body of `POST /api/v1/applications/{id}/rotate`. */
export class SecretRotationBody {
  @IntegerField({
    description: 'For how many seconds the old secret works, too; at most 30 days.',
    min: 0,
    max: month,
    example: 3600,
  })
  readonly overlap_seconds?: number;
}

/** The body of a creation in the core's terms; level `user` where none is named. */
export function toNewApplication(body: NewApplicationBody): NewApplication {
  const { name, level = 'user', owner, scope, organization_id: organizationId, format } = body;
  const { client_id: clientId, client_secret: clientSecret } = body;
  return { name, level, ...given({ owner, scope, organizationId, format, clientId, clientSecret }) };
}

export function toApplicationChange(body: ApplicationChangeBody): ApplicationChange {
  const { name, level, owner, scope } = body;
  return given({ name, level, owner, scope, registration: toRegistration(body) });
}

export function toRegistration(body: ApplicationChangeBody): Registration {
  const { grants, jwks, resources } = body;
  return given({
    grants,
    authMethod: body.auth_method,
    redirectUris: body.redirect_uris,
    postLogoutUris: body.post_logout_uris,
    jwks,
    firstParty: body.first_party,
    idTokenAlgorithm: body.id_token_alg,
    resources,
  });
}
