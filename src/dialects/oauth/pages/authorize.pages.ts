import { type PasskeyQuestion, type ScopeWord, scopeWords } from '#auth';
import { alertOf, escaped, openForm, page } from './page.js';
import { fill, type Language } from './texts.js';

export interface FormPlace {
  readonly language: Language;
  /** The query string of the request, without `?`. */
  readonly parameters: string;
  readonly formToken: string;
  /** Where its form is sent; left out: to the page's own address. */
  readonly address?: string;
}

/** A provider at which a person may sign in instead. */
export interface ExternalProvider {
  readonly title: string;
  /** The path that begins it; the request is its query. */
  readonly address: string;
}

/** What the script asks an authenticator, and where the script is. */
export interface PasskeyOffer {
  readonly question: PasskeyQuestion;
  readonly script: string;
}

/** Login and password; or a passkey. */
export function signInPage(
  place: FormPlace,
  view: {
    readonly application: string;
    readonly login: string | undefined;
    readonly problem: string | undefined;
    readonly providers?: readonly ExternalProvider[];
    readonly passkey?: PasskeyOffer | undefined;
  },
): string {
  const { language, parameters, formToken, address } = place;
  const { texts } = language;
  const login = view.login ?? '';
  const [loginFocus, passwordFocus] = login === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return page(
    language,
    texts.signIn,
    `<p>${escaped(fill(texts.continueTo, { app: view.application }))}</p>
${alertOf(view.problem)}${openForm(parameters, formToken, address)}
<label>${escaped(texts.login)}
<input name="login" value="${escaped(login)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="255" required${loginFocus}></label>
<label>${escaped(texts.password)}
<input type="password" name="password" autocomplete="current-password" maxlength="1024" required${passwordFocus}></label>
<button name="step" value="sign-in">${escaped(texts.signIn)}</button>
</form>${passkeyForm(place, view.passkey)}${externalLinks(view.providers ?? [], parameters, texts)}`,
  );
}

/** A code of the authenticator app, or a passkey; or what an app needs to be set up, and its first code. */
export function codePage(
  place: FormPlace,
  step:
    | { readonly kind: 'second-factor'; readonly ticket: string }
    | { readonly kind: 'enrol'; readonly ticket: string; readonly secret: string; readonly uri: string },
  problem: string | undefined,
  passkey?: PasskeyOffer,
): string {
  const { language, parameters, formToken, address } = place;
  const { texts } = language;
  const enrol = step.kind === 'enrol';
  const secret = enrol
    ? `<p><code>${escaped(step.secret)}</code></p>
<p><a href="${escaped(step.uri)}">${escaped(texts.openApp)}</a></p>
`
    : '';
  return page(
    language,
    enrol ? texts.enrol : texts.secondFactor,
    `<p>${escaped(enrol ? texts.enrolAsk : texts.secondFactorAsk)}</p>
${secret}${alertOf(problem)}${openForm(parameters, formToken, address)}
<input type="hidden" name="ticket" value="${escaped(step.ticket)}">
<label>${escaped(texts.code)}
<input name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="64" required autofocus></label>
<button name="step" value="${step.kind}">${escaped(texts.goOn)}</button>
</form>${passkeyForm(place, passkey, step.ticket)}`,
  );
}

/** A form that only the script shows and fills in; nothing where passkeys are not offered. */
function passkeyForm(
  { language, parameters, formToken, address }: FormPlace,
  offer: PasskeyOffer | undefined,
  ticket?: string,
): string {
  if (offer === undefined) return '';
  const { texts } = language;
  const asked = escaped(JSON.stringify(offer.question));
  const hidden = ticket === undefined ? '' : `\n<input type="hidden" name="ticket" value="${escaped(ticket)}">`;
  return `
${openForm(parameters, formToken, address, ` hidden data-passkey="${asked}"`)}${hidden}
<input type="hidden" name="passkey" value="">
<input type="hidden" name="step" value="passkey">
<p role="alert" hidden>${escaped(texts.passkeyFailed)}</p>
<button class="quiet">${escaped(texts.passkey)}</button>
</form>
<script src="${escaped(offer.script)}" defer></script>`;
}

/** The recovery codes, once. */
export function recoveryCodesPage(
  { language, parameters, formToken, address }: FormPlace,
  { ticket, codes }: { readonly ticket: string; readonly codes: readonly string[] },
): string {
  const { texts } = language;
  return page(
    language,
    texts.recoveryCodes,
    `<p>${escaped(texts.recoveryCodesAsk)}</p>
<ul>
${codes.map((code) => `<li><code>${escaped(code)}</code></li>`).join('\n')}
</ul>
${openForm(parameters, formToken, address)}
<input type="hidden" name="ticket" value="${escaped(ticket)}">
<button name="step" value="recovery-codes">${escaped(texts.goOn)}</button>
</form>`,
  );
}

/** The password was temporary: its owner chooses another. */
export function newPasswordPage(
  { language, parameters, formToken, address }: FormPlace,
  view: { readonly ticket: string; readonly login: string; readonly problem: string | undefined },
): string {
  const { texts } = language;
  return page(
    language,
    texts.newPassword,
    `<p>${escaped(texts.newPasswordAsk)}</p>
${alertOf(view.problem)}${openForm(parameters, formToken, address)}
<input type="hidden" name="ticket" value="${escaped(view.ticket)}">
<input type="hidden" name="login" value="${escaped(view.login)}" autocomplete="username">
<label>${escaped(texts.newPassword)}
<input type="password" name="password" autocomplete="new-password" minlength="8" maxlength="1024" required autofocus></label>
<button name="step" value="new-password">${escaped(texts.goOn)}</button>
</form>`,
  );
}

/** What the application asks for, to allow or deny. */
export function consentPage(
  place: FormPlace,
  view: {
    readonly application: string;
    readonly describedAt: string | undefined;
    readonly redirectUri: string;
    readonly login: string;
    readonly scope: string;
  },
): string {
  return page(place.language, place.language.texts.consentTitle, consentForm(place, view));
}

/** The same as a part of a page. @param view.redirectUri left out: the person goes nowhere afterwards */
export function consentForm(
  { language, parameters, formToken, address }: FormPlace,
  view: {
    readonly application: string;
    /** The host of an application that nobody registered here. */
    readonly describedAt?: string | undefined;
    readonly redirectUri?: string;
    readonly login: string;
    readonly scope: string;
  },
): string {
  const { texts } = language;
  const asked: ReadonlySet<string> = new Set(view.scope.split(' '));
  const words = scopeWords.filter((word: ScopeWord) => asked.has(word));
  const place = view.redirectUri && fill(texts.returnTo, { place: placeOf(view.redirectUri) });
  const warning =
    view.describedAt === undefined
      ? ''
      : `<p role="note"><strong>${escaped(fill(texts.describedAt, { host: view.describedAt }))}</strong></p>\n`;
  return `${warning}<p>${escaped(fill(texts.consent, { app: view.application }))}</p>
<ul>
${words.map((word) => `<li>${escaped(texts.scopes[word])}</li>`).join('\n')}
</ul>
<p>${escaped(fill(texts.asWho, { login: view.login }))} ${escaped(place ?? '')}</p>
${openForm(parameters, formToken, address)}
<button name="step" value="allow">${escaped(texts.allow)}</button>
<button name="step" value="deny" class="quiet">${escaped(texts.deny)}</button>
</form>`;
}

export function signOutPage({ language, parameters, formToken }: FormPlace, login: string): string {
  const { texts } = language;
  return page(
    language,
    texts.signOut,
    `<p>${escaped(fill(texts.signOutAsk, { login }))}</p>
${openForm(parameters, formToken)}
<button name="step" value="sign-out">${escaped(texts.signOut)}</button>
</form>`,
  );
}

/** @param back a link below the message */
export function messagePage(
  language: Language,
  title: string,
  message: string,
  back?: { readonly text: string; readonly address: string },
): string {
  const link =
    back === undefined ? '' : `\n<a class="button" href="${escaped(back.address)}">${escaped(back.text)}</a>`;
  return page(language, title, `<p>${escaped(message)}</p>${link}`);
}

function externalLinks(providers: readonly ExternalProvider[], parameters: string, texts: Language['texts']): string {
  return providers
    .map(({ title, address }) => {
      const text = fill(texts.signInWith, { provider: title });
      return `\n<a class="button" href="${escaped(`${address}?${parameters}`)}">${escaped(text)}</a>`;
    })
    .join('');
}

/** The host of a website, or the scheme of an installed app. */
function placeOf(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri);
  return host === '' ? protocol : host;
}
