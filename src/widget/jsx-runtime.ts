import { type ComponentChildren, type ComponentType, createElement, type VNode } from 'preact';

/** What JSX is compiled to in the browser files: half of `preact/jsx-runtime`, whose other half they have anyway. */
export function jsx(type: ComponentType, props: { children?: ComponentChildren }, key?: unknown): VNode {
  return createElement(type, { ...props, key } as object);
}

export { jsx as jsxs };
