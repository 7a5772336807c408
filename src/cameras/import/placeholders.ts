import { RowProblem } from './parsed-row.js';

/**
 * Where a configuration names a value instead of having it: Frigate's `{FRIGATE_…}`, `${…}` of go2rtc and compose files, `{{…}}`
 * of templates, and `!secret …` of YAML (see `yaml-document.ts`). Raw braces stand in no URL.
 */
const placeholder = /\{\{[^{}]*\}\}|\$\{[^{}]*\}|\{!?[A-Za-z_][\w .:-]*\}/;
const userinfo = /^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i;

/** The first placeholder of a text. */
export function placeholderIn(text: string): string | undefined {
  return placeholder.exec(text)?.[0].slice(0, 200);
}

/**
 * A URL without its login, where that is a placeholder.
 * @throws RowProblem for one that names its host or path by a placeholder: nothing of it can be used
 */
export function withoutPlaceholders(
  field: string,
  url: string,
): { readonly url: string; readonly warning?: RowProblem } {
  const found = placeholderIn(url);
  if (found === undefined) return { url };
  const bare = url.replace(userinfo, '$1');
  if (placeholderIn(bare) !== undefined)
    throw new RowProblem(`${field} holds the placeholder ${found}: write its value into the file`, field);
  return {
    url: bare,
    warning: new RowProblem(
      `${field} holds the placeholder ${found}: the URL is taken without login and password`,
      field,
    ),
  };
}
