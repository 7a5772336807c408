/** What the tests use of it; the package has no types of its own. */
declare module 'simple-oauth2' {
  interface Settings {
    readonly client: { readonly id: string; readonly secret: string };
    readonly auth: Readonly<Record<string, string>>;
  }
  interface AccessToken {
    readonly token: Readonly<Record<string, unknown>>;
    refresh(): Promise<AccessToken>;
  }
  export class ClientCredentials {
    constructor(settings: Settings);
    getToken(parameters: Readonly<Record<string, string>>): Promise<AccessToken>;
  }
  export class AuthorizationCode {
    constructor(settings: Settings);
    authorizeURL(parameters: Readonly<Record<string, string>>): string;
    getToken(parameters: Readonly<Record<string, string>>): Promise<AccessToken>;
  }
}
