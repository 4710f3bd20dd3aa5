import type { Settings } from '../../settings/settings.js';
import {
  type Attributes,
  attributeName,
  escapeAttribute,
  fileUrl,
  INLINE_FILE,
  indent,
  literal,
  MIN_HEIGHT,
  optionalProperties,
  requiredProperties,
  styleTag,
  TARGET,
  writeTag,
} from './snippet-parts.js';

/** The values of `auth-id` and `identity-token` in HTML; placeholders by default. */
interface VisitorTexts {
  id?: string | undefined;
  token?: string | undefined;
}

function attributesOf(settings: Settings, { id = 'USER', token = 'TOKEN' }: VisitorTexts): Attributes {
  const toAttribute = ([name, value]: readonly [string, string | number]) =>
    [attributeName(name), escapeAttribute(String(value))] as const;
  return [
    ...requiredProperties(settings).map(toAttribute),
    ['auth-id', id],
    ...(settings.visitor === 'token' ? [['identity-token', token] as const] : []),
    ...optionalProperties(settings).map(toAttribute),
  ];
}

/** Writes the script tag, and the place of an inline form. Without a target the script shows a popover. */
export function scriptSnippet(settings: Settings, visitor: VisitorTexts = {}): string {
  const isPopover = settings.display === 'popover';
  const attributes = attributesOf(settings, visitor).filter(([name]) => name !== 'display');
  const script = writeTag('script', [
    ['async'],
    ['src', escapeAttribute(fileUrl(settings, isPopover ? undefined : INLINE_FILE))],
    ...(isPopover ? [] : [['data-target', TARGET] as const]),
    ...attributes.map(([name, value]) => [`data-${name}`, value] as const),
  ]);
  const place = isPopover ? '' : `<div id="${TARGET.slice(1)}" style="${MIN_HEIGHT}"></div>\n\n`;
  return `${styleTag(settings)}${place}${script}`;
}

/** Writes the script tag and the element. */
export function elementSnippet(settings: Settings, visitor: VisitorTexts = {}): string {
  const script = `<script async src="${escapeAttribute(fileUrl(settings))}"></script>`;
  const reserved = settings.display === 'inline' ? [['style', `display: block; ${MIN_HEIGHT}`] as const] : [];
  const element = writeTag('haptik-feedback', [...reserved, ...attributesOf(settings, visitor)]);
  return `${styleTag(settings)}${script}\n\n${element}`;
}

/**
 * Writes a script that sets the options and one that fetches the widget, in the JavaScript of old browsers, which tag
 * managers accept.
 *
 * @param visitor the options that name the visitor, with their JavaScript
 */
function settingsScripts(settings: Settings, visitor: readonly (readonly [string, string])[]): string {
  const isPopover = settings.display === 'popover';
  const properties = [
    ...(isPopover ? [] : [`target: ${literal(TARGET)}`]),
    ...requiredProperties(settings).map(([name, value]) => `${name}: ${literal(value)}`),
    ...visitor.map(([name, expression]) => `${name}: ${expression}`),
    ...optionalProperties(settings)
      .filter(([name]) => name !== 'display')
      .map(([name, value]) => `${name}: ${literal(value)}`),
  ];
  return `<script>
  window.haptikFeedbackSettings = {
${indent(properties.join(',\n'), 4)}
  };
</script>
<script async src="${escapeAttribute(fileUrl(settings))}"></script>`;
}

/** Writes a Custom HTML tag of Google Tag Manager, which removes `data-` attributes. */
export function tagManagerSnippet(settings: Settings): string {
  const token = settings.visitor === 'token' ? [['identityToken', '{{User token}}'] as const] : [];
  const place =
    settings.display === 'inline' ? '<!-- The page needs <div id="feedback"></div> where the form belongs. -->\n' : '';
  return styleTag(settings) + place + settingsScripts(settings, [['authId', "String({{User id}} || '')"], ...token]);
}

/** Writes code for the `functions.php` of a WordPress theme. An inline form is a shortcode. */
export function wordPressSnippet(settings: Settings): string {
  const markup = indent(
    scriptSnippet(settings, {
      id: '<?php echo esc_attr($user); ?>',
      token: '<?php echo esc_attr(sign_visitor($user, IDENTITY_SECRET)); ?>',
    }),
    4,
  );
  const start = `    if (!is_user_logged_in()) {
        return;
    }
    $user = (string) get_current_user_id();`;
  if (settings.display === 'popover') {
    return `add_action('wp_footer', function () {
${start}
    ?>
${markup}
    <?php
});`;
  }
  return `// Put [haptik_feedback] where the form belongs.
add_shortcode('haptik_feedback', function () {
${start.replace('return;', "return '';")}
    ob_start();
    ?>
${markup}
    <?php
    return ob_get_clean();
});`;
}

/** Writes a theme block of Shopify. Liquid cannot sign a token, so the page fetches it. */
export function shopifySnippet(settings: Settings): string {
  const isPopover = settings.display === 'popover';
  const fetchToken = `function () {
  return fetch('/apps/feedback-token').then(function (answer) { return answer.text(); });
}`;
  const place = isPopover ? '' : `<div id="${TARGET.slice(1)}" style="${MIN_HEIGHT}"></div>\n\n`;
  const markup =
    settings.visitor === 'token'
      ? styleTag(settings) +
        place +
        settingsScripts(settings, [
          ['authId', '{{ customer.id | append: "" | json }}'],
          ['identityToken', fetchToken],
        ])
      : scriptSnippet(settings, { id: '{{ customer.id }}', token: '' });
  return `<div {{ block.shopify_attributes }}>
  {% if customer %}
${indent(markup, 4)}
  {% endif %}
</div>

{% schema %}
{
  "name": "Feedback",
  "presets": [{ "name": "Feedback" }]
}
{% endschema %}`;
}

/** Writes the page that a mobile app shows in a WebView. It is always inline. */
export function webViewSnippet(settings: Settings): string {
  return `<!doctype html>
<html lang="${settings.locale === 'auto' ? 'en' : settings.locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Feedback</title>

${scriptSnippet({ ...settings, display: 'inline' })}
</html>`;
}

/** Kotlin that shows the page in Android's WebView. */
export const ANDROID_SNIPPET = `webView.settings.javaScriptEnabled = true
webView.settings.domStorageEnabled = true
webView.loadDataWithBaseURL(
    "https://www.example.com/",
    page.replace("USER", TextUtils.htmlEncode(user.id)),
    "text/html", "utf-8", null
)`;

/** Swift that shows the page in the WKWebView of iOS. */
export const IOS_SNIPPET = `webView.loadHTMLString(
    page.replacingOccurrences(of: "USER", with: user.id
        .replacingOccurrences(of: "&", with: "&amp;")
        .replacingOccurrences(of: "\\"", with: "&quot;")),
    baseURL: URL(string: "https://www.example.com/")
)`;
