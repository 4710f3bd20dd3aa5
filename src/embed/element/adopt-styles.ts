/** Makes what gives a stylesheet, parsed once for all, to the shadow root that a node is in. */
export function adoptStyles(css: string): (node: Node) => void {
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
