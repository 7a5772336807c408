const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * What the link in the letter shows: a form, because no interface of Watcher stands at this address. No scripts and no
 * styles: the content policy of this server allows none.
 * @param problem said above the form
 */
export function recoveryPage(token: string, problem?: string): string {
  const said = problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>\n`;
  return page(`${said}<form method="post" action="restore-password">
<input type="hidden" name="token" value="${escaped(token)}">
<p><label>New password, at least 8 characters:
<input type="password" name="password1" autocomplete="new-password" minlength="8" maxlength="128" required></label></p>
<p><label>The same again:
<input type="password" name="password2" autocomplete="new-password" minlength="8" maxlength="128" required></label></p>
<p><button>Set the password</button></p>
</form>`);
}

/** What follows once the password is set. */
export const recoveredPage = page('<p>The password is set. All sessions have ended; sign in anew.</p>');

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
