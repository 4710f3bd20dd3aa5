/**
 * Creates a function that adds a stylesheet, which is parsed once, to the shadow root of a node.
 *
 * @param css - the text of the stylesheet
 */
export function createStyleAdopter(css: string): (node: Node) => void {
  let sheet: CSSStyleSheet | undefined;
  return (node) => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    const { adoptedStyleSheets } = node.getRootNode() as ShadowRoot;
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
  };
}
