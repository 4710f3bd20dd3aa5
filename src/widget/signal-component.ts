import { effect } from '@preact/signals';
import { Component, type ComponentChildren, type ComponentClass, type RefObject } from 'preact';

/**
 * Creates a component that renders again when one of its properties changes, or a signal that it has read.
 *
 * `@preact/signals` can do this for every component on the page. The browser files leave that part of it out, which
 * saves 1,719 bytes (`build/plugins/lean-preact.ts`).
 *
 * @param renderContent - renders the component; `ref` is free for one of its elements and is the same in every render
 */
export function createSignalComponent<Props extends object>(
  renderContent: (props: Props, ref: RefObject<HTMLElement | null>) => ComponentChildren,
): ComponentClass<Props> {
  return class extends Component<Props> {
    private stopEffect: (() => void) | undefined;
    private element: RefObject<HTMLElement | null> = { current: null };

    override shouldComponentUpdate(next: Props) {
      return Object.entries(next).some(([name, value]) => value !== this.props[name as keyof Props]);
    }

    override componentWillUnmount() {
      this.stopEffect?.();
    }

    override render(props: Props) {
      this.stopEffect?.();
      let content: ComponentChildren;
      let isRendered = false;
      // The effect runs once at once, and again when a signal that it has read changes.
      this.stopEffect = effect(() => {
        if (isRendered) this.forceUpdate();
        else content = renderContent(props, this.element);
        isRendered = true;
      });
      return content;
    }
  };
}
