import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** A person of the provider: `sub`, and what it says of them. */
export interface PersonThere {
  readonly sub: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** How they prove who they are there; usually otp and pwd. */
  readonly amr?: readonly string[];
  readonly acr?: string;
}

/** A real OpenID Connect provider on loopback; whoever comes is the person that the test named last. */
export interface ProviderThere {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next; undefined: nobody, the provider asks. */
  person: PersonThere | undefined;
  /** What the browser was sent with to the authorization endpoint, the last time. */
  readonly asked: URLSearchParams;
  /** Follows a browser through the provider, from its authorization endpoint to where it sends the browser back. */
  visit(address: string): Promise<string>;
  close(): Promise<void>;
}

/** @param callbacks redirect URIs of its one client; @param signedOut where it may send people after signing out */
export async function openProvider(callbacks: readonly string[], signedOut: readonly string[]): Promise<ProviderThere> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
  const server: Server = createServer((request, response) => handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: { person: PersonThere | undefined; asked: URLSearchParams } = {
    person: undefined,
    asked: new URLSearchParams(),
  };
  const known = new Map<string, PersonThere>();
  const clientSecret = 'a secret of the provider for its client';
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'there' }] },
    clients: [
      {
        client_id: 'camgate',
        client_secret: clientSecret,
        redirect_uris: [...callbacks],
        post_logout_redirect_uris: [...signedOut],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['a key of the tests'] },
    claims: {
      openid: ['sub', 'amr', 'acr', 'auth_time'],
      profile: ['preferred_username', 'name', 'groups'],
      email: ['email', 'email_verified'],
    },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...known.get(sub)?.claims }),
    }),
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, interaction: { readonly uid: string }) => `/interaction/${interaction.uid}` },
  });
  const callback = provider.callback();
  handle = (request, response): void => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/auth') state.asked = url.searchParams;
    if (!url.pathname.startsWith('/interaction/')) return void callback(request, response);
    void interact(request, response);
  };

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const details = await provider.interactionDetails(request, response);
    const { person } = state;
    if (person === undefined)
      return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no' });
    known.set(person.sub, person);
    if (details.prompt.name === 'login') {
      const { sub: accountId, amr = ['otp', 'pwd'], acr } = person;
      return provider.interactionFinished(request, response, {
        login: { accountId, amr: [...amr], ...(acr === undefined ? {} : { acr }) },
      });
    }
    const grant = new provider.Grant({ accountId: person.sub, clientId: 'camgate' });
    grant.addOIDCScope('openid profile email');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }

  return {
    issuer,
    clientId: 'camgate',
    clientSecret,
    get person() {
      return state.person;
    },
    set person(person) {
      state.person = person;
    },
    get asked() {
      return state.asked;
    },
    async visit(address) {
      const jar = new Map<string, string>();
      let target = address;
      for (let step = 0; step < 10; step += 1) {
        const response = await fetch(target, {
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [pair = ''] = cookie.split(';');
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`no way on from ${target}: ${response.status} ${await response.text()}`);
        target = new URL(location, target).href;
        if (!target.startsWith(issuer)) return target;
      }
      throw new Error('the provider sends the browser in circles');
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
