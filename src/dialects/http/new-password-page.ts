const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** How the route of a dialect takes the form. */
export interface NewPasswordForm {
  /** Where the form goes; the page's own address when absent. */
  readonly action?: string;
  /** The password's field; two where the route wants it twice. */
  readonly fields: readonly [string] | readonly [string, string];
}

/**
 * The page behind the link in the email: a form, for people whose Watcher interface is not at this address. It has no
 * scripts and no styles, as this server's content policy allows none.
 * @param problem the text above the form
 */
export function newPasswordPage(form: NewPasswordForm, token: string, problem?: string): string {
  const labels = ['New password, at least 8 characters:', 'The same again:'];
  const inputs = form.fields.map(
    (field, index) => `<p><label>${labels[index]}
<input type="password" name="${field}" autocomplete="new-password" minlength="8" maxlength="128" required></label></p>`,
  );
  const action = form.action === undefined ? '' : ` action="${form.action}"`;
  return page(`${problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>\n`}<form method="post"${action}>
<input type="hidden" name="token" value="${escaped(token)}">
${inputs.join('\n')}
<p><button>Set the password</button></p>
</form>`);
}

/** What follows once the password is set. */
export const passwordIsSetPage = page('<p>The password is set. All sessions have ended; sign in anew.</p>');

function page(content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>New password</title></head>
<body>
<h1>New password</h1>
${content}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '');
}
