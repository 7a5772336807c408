import { problemOf } from './problem.js';

/** Who asks: a program, a person, or whoever has a token from elsewhere. */
export type Credentials =
  | { readonly clientId: string; readonly clientSecret: string; readonly scope?: string }
  | { readonly login: string; readonly password: string; readonly code?: string }
  | { readonly token: string | (() => string | Promise<string>) };

interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  /** Milliseconds of `Date.now()`. */
  readonly until: number;
}

/** So long before its end a token is renewed, so that it does not end on its way. */
const marginMilliseconds = 30_000;

/** Access tokens for one server: one is obtained at need, shared by all requests, and renewed before it ends. */
export class TokenSource {
  private pending: Promise<Tokens> | undefined;
  private tokens: Tokens | undefined;

  constructor(
    private readonly baseUrl: string,
    private readonly credentials: Credentials,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /** @throws CamgateProblem where the credentials are refused */
  async token(): Promise<string> {
    const { credentials } = this;
    if ('token' in credentials) return typeof credentials.token === 'string' ? credentials.token : credentials.token();
    if (this.tokens && Date.now() < this.tokens.until - marginMilliseconds) return this.tokens.access;
    this.pending ??= this.renewed().finally(() => {
      this.pending = undefined;
    });
    return (await this.pending).access;
  }

  /** The server refuses this token; whether another one can be had. */
  forget(access: string): boolean {
    if ('token' in this.credentials) return typeof this.credentials.token === 'function';
    if (this.tokens?.access === access) this.tokens = { ...this.tokens, until: 0 };
    return true;
  }

  private async renewed(): Promise<Tokens> {
    const refresh = this.tokens?.refresh;
    this.tokens = undefined;
    try {
      this.tokens = refresh === undefined ? await this.obtained() : await this.refreshed(refresh);
    } catch (error) {
      // A session that has ended is begun anew; the network's errors are the caller's.
      if (refresh === undefined || !(error instanceof Error && error.name === 'CamgateProblem')) throw error;
      this.tokens = await this.obtained();
    }
    return this.tokens;
  }

  private async obtained(): Promise<Tokens> {
    const { credentials } = this;
    if ('clientId' in credentials) {
      const { clientId, clientSecret, scope } = credentials;
      const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) });
      const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
      return this.tokensOf('/oauth/token', { headers: { authorization: `Basic ${basic}` }, body: form });
    }
    return this.posted('/api/v1/auth/login', credentials);
  }

  private refreshed(refresh: string): Promise<Tokens> {
    return this.posted('/api/v1/auth/refresh', { refresh_token: refresh });
  }

  private posted(path: string, body: object): Promise<Tokens> {
    return this.tokensOf(path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  private async tokensOf(path: string, init: RequestInit): Promise<Tokens> {
    const answer = await this.fetch(this.baseUrl + path, { method: 'POST', ...init });
    const body: unknown = await answer.json().catch(() => undefined);
    if (!answer.ok) throw problemOf(answer.status, body);
    const { access_token: access, refresh_token: refresh, expires_in: seconds } = body as TokenAnswer;
    return { access, refresh, until: Date.now() + seconds * 1000 };
  }
}

/** RFC 6749 §5.1; `POST /api/v1/auth/login` answers alike. */
interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
}
