// OAuth 2.0's authorization code with PKCE (RFC 7636), as a page without a secret does it.

const flowKey = 'camgate-sign-in';
const tokensKey = 'camgate-tokens';

/** Signs people in at one Camgate. Tokens live as long as the tab. */
export class SignIn {
  /** @param settings `camgateUrl` and `clientId` */
  constructor({ camgateUrl, clientId }) {
    this.url = camgateUrl;
    this.clientId = clientId;
    this.redirectUri = `${location.origin}/`;
  }

  get isSignedIn() {
    return sessionStorage.getItem(tokensKey) !== null;
  }

  /** Leaves the page; it comes back with a code. */
  async begin() {
    const [verifier, state] = [random(), random()];
    sessionStorage.setItem(flowKey, JSON.stringify({ verifier, state }));
    const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
    const question = new URLSearchParams({
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: this.redirectUri,
      scope: 'openid offline_access cameras:read',
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    location.assign(`${this.url}/oauth/authorize?${question}`);
  }

  /** Takes the code from the address, where there is one. Throws where the person denied. */
  async finish() {
    const answer = new URLSearchParams(location.search);
    const flow = JSON.parse(sessionStorage.getItem(flowKey) ?? 'null');
    if (!answer.has('state') || flow === null) return;
    sessionStorage.removeItem(flowKey);
    history.replaceState(null, '', location.pathname);
    if (answer.get('state') !== flow.state) throw new Error('This answer belongs to another sign-in.');
    if (answer.has('error')) throw new Error(answer.get('error_description') ?? answer.get('error'));
    await this.tokensFor({
      grant_type: 'authorization_code',
      code: answer.get('code'),
      redirect_uri: this.redirectUri,
      code_verifier: flow.verifier,
    });
  }

  /** An access token that holds for a while yet; requests at the same time share one renewal. */
  async token() {
    const { access_token: access, refresh_token: refresh, until } = JSON.parse(sessionStorage.getItem(tokensKey));
    if (Date.now() < until - 30_000) return access;
    this.renewal ??= this.tokensFor({ grant_type: 'refresh_token', refresh_token: refresh }).finally(() => {
      this.renewal = undefined;
    });
    return (await this.renewal).access_token;
  }

  /** Ends the session here and at the server. */
  async signOut() {
    const { refresh_token: token } = JSON.parse(sessionStorage.getItem(tokensKey));
    sessionStorage.removeItem(tokensKey);
    const body = new URLSearchParams({ client_id: this.clientId, token });
    await fetch(`${this.url}/oauth/revoke`, { method: 'POST', body });
  }

  async tokensFor(form) {
    const body = new URLSearchParams({ client_id: this.clientId, ...form });
    const answer = await fetch(`${this.url}/oauth/token`, { method: 'POST', body });
    const tokens = await answer.json();
    if (!answer.ok) {
      sessionStorage.removeItem(tokensKey);
      throw new Error(tokens.error_description ?? tokens.error);
    }
    sessionStorage.setItem(tokensKey, JSON.stringify({ ...tokens, until: Date.now() + tokens.expires_in * 1000 }));
    return tokens;
  }
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
