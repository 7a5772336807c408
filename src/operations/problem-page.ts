import { createHash } from 'node:crypto';
import type { CataloguedProblem } from '#dialects';

const style =
  'body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:44rem;padding:0 1rem;color:#1b1f24;background:#fff}' +
  'code{font:.95em ui-monospace,monospace}td,th{text-align:left;padding:.3rem 1rem .3rem 0;vertical-align:top}' +
  'a{color:#0b57d0}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181b}a{color:#8ab4f8}}';

/** The pages have no script; their one style is known by its hash. */
export const problemPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'`;

/** The page of one code. @param index address of the page of all */
export function problemPage({ code, status, title, meaning, advice }: CataloguedProblem, index: string): string {
  return page(
    code,
    `<h1><code>${escaped(code)}</code></h1>
<p>Status ${status}: ${escaped(title)}</p>
<h2>What it means</h2>
<p>${escaped(meaning)}</p>
<h2>What to do</h2>
<p>${escaped(advice)}</p>
<p><a href="${escaped(index)}">All problems</a></p>`,
  );
}

/** The page of all codes. @param addressOf the page of a code */
export function problemIndex(problems: readonly CataloguedProblem[], addressOf: (code: string) => string): string {
  const rows = problems.map(
    ({ code, status, title }) =>
      `<tr><td><a href="${escaped(addressOf(code))}"><code>${escaped(code)}</code></a></td><td>${status}</td><td>${escaped(title)}</td></tr>`,
  );
  return page(
    'Problems',
    `<h1>Problems</h1>
<p>What an error of this server means, by its <code>code</code>, which never changes.</p>
<table>
<thead><tr><th>Code</th><th>Status</th><th>Title</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} - Camgate</title>
<style>${style}</style></head>
<body>
${content}
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '');
}
