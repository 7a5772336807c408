/** A person with a browser: follows redirects of our server, keeps its cookies, and fills in its forms. */
export class BrowserPerson {
  readonly cookies = new Map<string, string>();

  /** @param url the server's; @param publicUrl the issuer, whose addresses stand for the server's */
  constructor(
    private readonly url: string,
    private readonly publicUrl = 'http://camgate.test',
  ) {}

  /** Opens an address; redirects within the server are followed, one that leaves it is returned. */
  async open(address: string | URL, init: RequestInit = {}): Promise<Visit> {
    const target = String(address).replace(this.publicUrl, this.url);
    const response = await fetch(target, {
      redirect: 'manual',
      ...init,
      headers: { cookie: this.cookieHeader(), 'accept-language': 'en', ...headersOf(init) },
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const location = response.headers.get('location') ?? undefined;
    return new Visit(this, target, response.status, response.headers, location, await response.text());
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** What a browser shows after one request. */
export class Visit {
  constructor(
    private readonly person: BrowserPerson,
    readonly address: string,
    readonly status: number,
    readonly headers: Headers,
    /** Where the browser is sent next. */
    readonly location: string | undefined,
    readonly html: string,
  ) {}

  /** The parameters of the redirect that leaves the server. @throws Error where there is none */
  get answer(): URLSearchParams {
    if (this.location === undefined) throw new Error(`no redirect, but ${this.status}: ${this.html.slice(0, 2000)}`);
    return new URL(this.location).searchParams;
  }

  /** Fills in the page's form that has this step, else the first one, and presses the button of the step. */
  submit(step: string, fields: Readonly<Record<string, string>> = {}, init: RequestInit = {}): Promise<Visit> {
    const forms = this.html.split(/(?=<form )/).slice(1);
    const form = forms.find((one) => one.includes(`name="step" value="${step}"`)) ?? forms[0] ?? '';
    const action = unescaped(/<form method="post" action="([^"]*)"/.exec(form)?.[1] ?? '');
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const body = new URLSearchParams(
      hidden.map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]),
    );
    for (const [name, value] of Object.entries({ ...fields, step })) body.set(name, value);
    return this.person.open(new URL(action, this.address), {
      method: 'POST',
      body,
      ...init,
      headers: { origin: new URL(this.address).origin, ...headersOf(init) },
    });
  }
}

function headersOf({ headers }: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
