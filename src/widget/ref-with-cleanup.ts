/**
 * Creates a ref that calls `onMount` when its element is on the page, and the function that `onMount` returned when the
 * element leaves.
 *
 * Preact 11 calls a function that a ref returns. Preact 10.19 calls the ref with `null` instead.
 */
export function refWithCleanup<Node>(
  onMount: (node: Node) => () => void,
): (node: Node | null) => (() => void) | undefined {
  let cleanUp: (() => void) | undefined;
  return (node) => {
    if (node) cleanUp = onMount(node);
    else cleanUp?.();
    return cleanUp;
  };
}
