import { DomainError } from '#errors';
import { checkRegistration, type ClientRegistration } from '../accounts/client-registration.js';
import { identityScopes, type ScopeWord } from '../identity-scopes.js';
import { signingAlgorithms } from '../tokens/signing-key.js';

/** What a client says of itself in its metadata document (draft-ietf-oauth-client-id-metadata-document-02 §4). */
export interface ClientDocument {
  /** With the host first: everything after it is what the client calls itself. */
  readonly name: string;
  /** Space-separated. */
  readonly scope: string;
  readonly registration: ClientRegistration;
}

/** All that a client which nobody registered may ever ask for. */
export const describedScopes: readonly ScopeWord[] = [...identityScopes, 'cameras:read', 'cameras:live'];

const nameLimit = 60;
const mediaType = /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/i;

/**
 * The URL in a client id that names a document (§3); undefined for any other id. There is one spelling of each: no query, no
 * dots to resolve, no default port. Ids that we give out have no colon.
 */
export function documentUrl(clientId: string): URL | undefined {
  if (!clientId.startsWith('https://') || !URL.canParse(clientId)) return undefined;
  const url = new URL(clientId);
  const isPlain = url.href === clientId && url.pathname !== '/' && url.search === '' && !clientId.includes('#');
  return isPlain && url.username === '' && url.password === '' ? url : undefined;
}

/**
 * Reads a document. What it does not say has the default that leaves the client least.
 * @throws DomainError account.invalid, whose detail says why it cannot be used
 */
export function readClientDocument(url: URL, contentType: string | undefined, body: Buffer): ClientDocument {
  if (contentType === undefined || !mediaType.test(contentType)) throw unusable('not JSON by its content type');
  const document = parsed(body);
  if (document['client_id'] !== url.href) throw unusable('the client_id of another document');
  // Everybody can read it (§4); whatever member it stands in.
  if (Object.keys(document).some((name) => /secret/i.test(name))) throw unusable('a secret');
  const { token_endpoint_auth_method: method = 'none', response_types: answers, grant_types: grants } = document;
  if (method !== 'none' && method !== 'private_key_jwt') throw unusable('a way to authenticate that is not supported');
  if (answers !== undefined && !textsOf(answers)?.includes('code')) throw unusable('no response type code');
  const wanted = grants === undefined ? ['authorization_code'] : (textsOf(grants) ?? []);
  if (!wanted.includes('authorization_code')) throw unusable('no grant authorization_code');
  const returns = wanted.includes('refresh_token');
  const { jwks } = document;
  if (method === 'private_key_jwt' && (typeof jwks !== 'object' || jwks === null))
    throw unusable('no keys in it (jwks_uri is not read)');
  const registration = checkRegistration({
    grants: returns ? ['authorization_code', 'refresh_token'] : ['authorization_code'],
    authMethod: method,
    redirectUris: uris(document['redirect_uris'] ?? []),
    postLogoutUris: uris(document['post_logout_redirect_uris'] ?? []),
    jwks: method === 'private_key_jwt' && typeof jwks === 'object' && jwks !== null ? jwks : undefined,
    firstParty: false,
    idTokenAlgorithm: signingAlgorithms.find((one) => one === document['id_token_signed_response_alg']) ?? 'ES256',
  });
  return { name: nameOf(url, document['client_name']), scope: scopeOf(document['scope']), registration };
}

function parsed(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    throw unusable('not JSON');
  }
  throw unusable('not an object');
}

function textsOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const texts = list.filter((one) => typeof one === 'string');
  return Array.isArray(value) && texts.length === list.length ? texts : undefined;
}

function uris(value: unknown): readonly string[] {
  const texts = textsOf(value);
  if (texts === undefined) throw unusable('addresses that are no list of texts');
  return texts;
}

/** Nobody checked the name: it cannot hide the host, turn the direction of the text, or fill the page. */
function nameOf({ host }: URL, name: unknown): string {
  const text = typeof name === 'string' ? name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim() : '';
  return text === '' ? host : `${host} (${text.slice(0, nameLimit).toWellFormed()})`;
}

function scopeOf(scope: unknown): string {
  const named = typeof scope === 'string' ? new Set<string>(scope.split(' ')) : undefined;
  const words = describedScopes.filter((word) => named?.has(word) ?? true);
  if (words.length === 0) throw unusable('no scope that such a client may have');
  return words.join(' ');
}

function unusable(detail: string): DomainError {
  return new DomainError('account.invalid', `metadata document: ${detail}`);
}
