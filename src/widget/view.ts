import { effect } from '@preact/signals';
import { Component, type ComponentChildren, type ComponentClass, type RefObject } from 'preact';

/**
 * Makes a component that is rendered again, it alone, when a property or a signal that it has read changes.
 *
 * `@preact/signals` would do this for every component on the page; the browser files leave that part of it out and hold
 * its signals alone.
 *
 * @param show - what it shows; `ref` is a reference of its own, to an element in there
 */
export function view<Props extends object>(
  show: (props: Props, ref: RefObject<HTMLElement | null>) => ComponentChildren,
): ComponentClass<Props> {
  return class extends Component<Props> {
    private stop: (() => void) | undefined;
    private element: RefObject<HTMLElement | null> = { current: null };

    override shouldComponentUpdate(next: Props) {
      return Object.entries(next).some(([name, value]) => value !== this.props[name as keyof Props]);
    }

    override componentWillUnmount() {
      this.stop?.();
    }

    override render(props: Props) {
      this.stop?.();
      let shown: ComponentChildren;
      let isShown = false;
      this.stop = effect(() => {
        if (isShown) this.forceUpdate();
        else shown = show(props, this.element);
        isShown = true;
      });
      return shown;
    }
  };
}
