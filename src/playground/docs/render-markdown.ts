import { Marked, Renderer } from 'marked';
import { CHOICES } from '../settings/settings.js';

/** Converts a document of `docs/` to HTML. Its links lead to other documents of the playground. */
export function renderMarkdown(markdown: string, doc: string): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth + 1} id="${idOf(text)}" tabindex="-1">${this.parser.parseInline(tokens)}</h${depth + 1}>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        const target = linkOf(href, doc);
        return target ? `<a href="${target}">${text}</a>` : text;
      },
      code({ text, lang }) {
        const label = `Code${lang ? `, ${lang}` : ''}`;
        return `<div class="code" role="group" tabindex="0" aria-label="${label}"><pre><code>${escapeHtml(text)}</code></pre></div>`;
      },
      table(token) {
        // The keyboard can only scroll an element that has the focus.
        return `<div class="doc-table" role="group" tabindex="0" aria-label="Table">${Renderer.prototype.table.call(this, token)}</div>`;
      },
      // The playground serves no pictures of the documents.
      image: () => '',
    },
  });
  return marked.parse(markdown, { async: false });
}

/** Makes a heading's id as GitHub does. */
export function idOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

/** Returns where a document's link leads; nothing for a file that the playground does not show. */
function linkOf(href: string, doc: string): string | undefined {
  if (/^https?:/.test(href)) return escapeHtml(href);
  const [path = '', anchor] = href.split('#');
  const name = path === '' ? doc : path.replace(/\.md$/, '');
  if (!CHOICES.doc.includes(name)) return undefined;
  return `#docs?doc=${name}${anchor ? `&amp;at=${encodeURIComponent(anchor)}` : ''}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
