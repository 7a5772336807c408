import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Language } from './texts.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand in HTML, also in an attribute's quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** The whole style: the pages work without scripts, on a screen of 320 px, by keyboard, in light and dark. */
const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{box-sizing:border-box;width:min(26rem,100%);padding:1.5rem}
h1{font-size:1.5rem;line-height:1.2;margin:0 0 .25rem}
p{margin:.25rem 0 1rem;overflow-wrap:anywhere}
ul{margin:0 0 1rem;padding-left:1.25rem}
label{display:block;margin:0 0 1rem;font-weight:600}
input{display:block;box-sizing:border-box;width:100%;margin-top:.25rem;padding:.6rem .75rem;font:inherit;font-weight:400;border:1px solid GrayText;border-radius:.4rem}
button{min-height:2.75rem;padding:.5rem 1.25rem;margin:0 .5rem .5rem 0;font:inherit;font-weight:600;border:1px solid #0b57d0;border-radius:.4rem;background:#0b57d0;color:#fff;cursor:pointer}
a.button{display:block;box-sizing:border-box;min-height:2.75rem;padding:.6rem 1.25rem;margin:0 0 .5rem;font-weight:600;text-align:center;text-decoration:none;border:1px solid #0b57d0;border-radius:.4rem;color:CanvasText;overflow-wrap:anywhere}
button.quiet{background:Canvas;color:CanvasText;border-color:GrayText}
:focus-visible{outline:3px solid #f5a400;outline-offset:2px}
[role=alert]{padding:.6rem .75rem;border-left:4px solid #c5221f;background:color-mix(in srgb,#c5221f 12%,Canvas)}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** No `form-action`: Chromium applies it to the redirect that follows a form, and would stop the way back to the client. */
const contentPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`;
/** For the pages that offer passkeys: our one script file. */
const scriptPolicy = `${contentPolicy}; script-src 'self'`;

/** One of our pages. @param content HTML, escaped by its author */
export function page(language: Language, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language.code}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} · Camgate</title><style>${style}</style></head>
<body>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

/** @param withScript the page has the script of passkeys */
export function sendPage(reply: FastifyReply, status: number, html: string, withScript = false): void {
  void reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': withScript ? scriptPolicy : contentPolicy,
      // `no-referrer` would make browsers send the origin `null` with our own forms.
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
    })
    .send(html);
}

/**
 * The start of a form.
 * @param parameters the query string, without `?`
 * @param address its path; empty: the page's own
 * @param attributes further ones, with a space before each
 */
export function openForm(parameters: string, formToken: string, address = '', attributes = ''): string {
  return `<form method="post" action="${escaped(`${address}?${parameters}`)}"${attributes}>
<input type="hidden" name="form_token" value="${escaped(formToken)}">`;
}

export function alertOf(problem: string | undefined): string {
  return problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>\n`;
}
