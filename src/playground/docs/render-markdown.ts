import { Marked, Renderer } from 'marked';
import { writeLink } from '../settings/link.js';
import { CHOICES, type Settings } from '../settings/settings.js';

/**
 * Converts a document of `docs/` to HTML. Its links lead to other documents of the playground.
 *
 * @param settings - name the document, and are kept by the links
 */
export function renderMarkdown(markdown: string, settings: Settings): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth + 1} id="${idOf(text)}" tabindex="-1">${this.parser.parseInline(tokens)}</h${depth + 1}>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        const target = linkOf(href, settings);
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
function linkOf(href: string, settings: Settings): string | undefined {
  if (/^https?:/.test(href)) return escapeHtml(href);
  const [path = '', anchor] = href.split('#');
  const name = path === '' ? settings.doc : path.replace(/\.md$/, '');
  if (!CHOICES.doc.includes(name)) return undefined;
  return escapeHtml(linkToDoc(settings, name, anchor));
}

/** Makes the link to a document, or to a heading in it, that keeps all other settings. */
export function linkToDoc(settings: Settings, doc: string, heading = ''): string {
  const link = `#${writeLink({ ...settings, page: 'docs', doc })}`;
  return heading ? `${link}${link.includes('?') ? '&' : '?'}at=${encodeURIComponent(heading)}` : link;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
