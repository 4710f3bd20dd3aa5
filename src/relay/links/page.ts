import type { Context, Handler } from 'hono';
import { accepts } from 'hono/accepts';
import { html, raw } from 'hono/html';
import type { LinkConfig, PageConfig } from '../config/link-variables.js';
import type { RelayContext } from '../http/relay-context.js';
import { NO_SCRIPT_TEXTS } from './no-script-texts.js';

const RIGHT_TO_LEFT = ['ar', 'ur'];

/** Everything around the form. The script of the page brings the form's own stylesheet. */
const CSS = `
:root{color-scheme:light dark}
*{box-sizing:border-box}
body{display:grid;align-content:start;justify-items:center;gap:20px;min-height:100vh;min-height:100dvh;margin:0;padding:clamp(16px,6vh,64px) 16px 32px;background:light-dark(#f3f4fa,#0f1014);color:light-dark(#1b1d26,#eff0f5);font:medium/1.5 var(--hf-font,system-ui,sans-serif);-webkit-text-size-adjust:100%}
header{display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:12px;max-width:26em;text-align:center}
header img{display:block;max-width:220px;max-height:48px}
h1{margin:0;font-size:1.125em;font-weight:600;line-height:1.3;overflow-wrap:anywhere}
main{display:grid;justify-items:center;width:100%}
noscript{max-width:26em;text-align:center}
[data-view=chat]{padding:0;background:var(--hf-surface,light-dark(#fff,#22242c))}
[data-view=chat] header{padding:20px 16px 0}
[data-view=chat] .hf{border:0;border-radius:0;box-shadow:none}
@supports not (color:light-dark(#fff,#000)){body{background:#f3f4fa;color:#1b1d26}[data-view=chat]{background:#fff}@media (prefers-color-scheme:dark){body{background:#0f1014;color:#eff0f5}[data-view=chat]{background:#22242c}}}
`;

/**
 * Creates the page of links. It is the same for every link: the link's token is in the fragment, which no server sees.
 *
 * @param script - the URL of the page's script, relative to the relay's
 */
export function createPage({ page, publicUrl }: LinkConfig, script: string): Handler<RelayContext> {
  const { title, logoUrl, css = '', closeMessage = '' } = page;
  // Without a title the logo alone says whose page it is, so it needs a text.
  const logoText = title ? '' : new URL(publicUrl).hostname;
  return (context) => {
    const nonce = createNonce();
    for (const [name, value] of Object.entries(headersOf(page, nonce))) context.header(name, value);
    const language = preferredLanguage(context);
    const view = context.req.query('view') === 'chat' ? 'chat' : '';
    return context.html(html`<!doctype html>
<html lang="${language}" dir="${RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title ?? 'Feedback'}</title>
<style nonce="${nonce}">${raw(CSS)}</style>
${css && html`<style nonce="${nonce}">${raw(css)}</style>\n`}<script type="module" nonce="${nonce}" src="${script}"></script>
</head>
<body data-view="${view}" data-title="${title ?? ''}" data-close-message="${closeMessage}">
${
  (title || logoUrl) &&
  html`<header>${logoUrl && html`<img src="${logoUrl}" alt="${logoText}">`}${title && html`<h1>${title}</h1>`}</header>\n`
}<main></main>
<noscript><p lang="${language}">${NO_SCRIPT_TEXTS[language]}</p></noscript>
</body>
</html>
`);
  };
}

function headersOf({ logoUrl, frameAncestors }: PageConfig, nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    ...(logoUrl ? [`img-src ${new URL(logoUrl).origin}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'Accept-Language',
  };
}

function createNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

/** Returns the language of the browser, if there is a text in it. The link may ask for another one in its fragment. */
function preferredLanguage(context: Context): string {
  return accepts(context, {
    header: 'Accept-Language',
    supports: Object.keys(NO_SCRIPT_TEXTS),
    default: 'en',
    match(accepted) {
      const languages = accepted
        .filter(({ q }) => q > 0)
        .sort((one, other) => other.q - one.q)
        .map(({ type }) => type.split('-')[0]!.toLowerCase());
      return languages.find((language) => Object.hasOwn(NO_SCRIPT_TEXTS, language)) ?? 'en';
    },
  });
}
