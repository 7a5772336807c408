import { consentForm, type FormPlace } from './authorize.pages.js';
import { alertOf, escaped, page } from './page.js';
import { fill, type Language } from './texts.js';

/** Where a person types the code that a device shows. */
export function deviceCodePage(language: Language, problem: string | undefined): string {
  const { texts } = language;
  return page(
    language,
    texts.deviceTitle,
    `<p>${escaped(texts.deviceEnter)}</p>
${alertOf(problem)}<form method="get">
<label>${escaped(texts.deviceCode)}
<input name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required autofocus></label>
<button>${escaped(texts.deviceNext)}</button>
</form>`,
  );
}

/** Which application asks for what; the code is there to be compared, since somebody else may have sent the link. */
export function deviceConsentPage(
  place: FormPlace,
  view: { readonly application: string; readonly login: string; readonly scope: string; readonly userCode: string },
  problem: string | undefined,
): string {
  const { texts } = place.language;
  return page(
    place.language,
    texts.consentTitle,
    `${alertOf(problem)}<p>${escaped(fill(texts.deviceCheck, { code: view.userCode }))}</p>
${consentForm(place, view)}`,
  );
}
