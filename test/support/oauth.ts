import { ApplicationsService, type NewRegistration } from '#auth';
import { createHash, randomBytes } from 'node:crypto';
import { BrowserPerson } from './browser-person.js';
import type { TestServer } from './server.js';

export const callback = 'https://app.example.org/callback';

export interface OauthClient {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

export async function registerClient(
  server: TestServer,
  wanted: NewRegistration,
  options: { readonly scope?: string; readonly organizationId?: number } = {},
): Promise<OauthClient> {
  const { application, clientSecret } = await server.app
    .get(ApplicationsService)
    .register({ name: 'Harbour <map>', level: 'user', ...options }, wanted);
  return { clientId: application.clientId, clientSecret };
}

export interface OauthAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The members that are texts; a test compares the others as a whole. */
  readonly body: Readonly<Record<string, string>>;
}

export async function postForm(
  server: TestServer,
  path: string,
  form: Readonly<Record<string, string>> | URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<OauthAnswer> {
  const response = await fetch(server.url + path, { method: 'POST', body: new URLSearchParams(form), headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, string>),
  };
}

export function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

/** The code that a person's browser brings back, and what proves that it is ours. */
export async function authorize(
  server: TestServer,
  client: OauthClient,
  person: { readonly login: string; readonly password: string },
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: string; readonly verifier: string }> {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: callback,
    scope: 'openid cameras:read cameras:live offline_access',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  const browser = new BrowserPerson(server.url);
  const page = await browser.open(`${server.url}/oauth/authorize?${new URLSearchParams(parameters).toString()}`);
  const consent = await page.submit('sign-in', person);
  const granted = consent.location === undefined ? await consent.submit('allow') : consent;
  return { code: granted.answer.get('code') ?? '', verifier };
}

/** The form that exchanges such a code. */
export function codeForm(
  client: OauthClient,
  { code, verifier }: { readonly code: string; readonly verifier: string },
): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
    code,
    code_verifier: verifier,
    redirect_uri: callback,
  };
}
