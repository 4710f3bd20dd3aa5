'use client';

import {
  type CSSProperties,
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type RefAttributes,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import { define } from '../element/define.js';
import type {
  FeedbackAskDetail,
  FeedbackDismissDetail,
  FeedbackErrorDetail,
  FeedbackEventDetail,
  FeedbackEvents,
} from '../element/events.js';
import type { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';
import { OPTION_NAMES } from '../options/option-names.js';
import type { Options } from '../options/options.js';
import { packageElementLoaders } from './element-loaders.js';

export type { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';

/** The props of `HaptikFeedback`: every option, and a callback for each event of the element. */
export interface HaptikFeedbackProps extends Options {
  id?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  /** The panel has opened. */
  onOpen?: (() => void) | undefined;
  /** The panel has closed. */
  onClose?: (() => void) | undefined;
  /** The panel is about to open by itself; return `false` to keep it closed. */
  onAsk?: ((detail: FeedbackAskDetail) => unknown) | undefined;
  /** The visitor sees the form. Called once. */
  onShown?: (() => void) | undefined;
  /** The panel has closed, and the visitor has not sent. */
  onDismiss?: ((detail: FeedbackDismissDetail) => void) | undefined;
  /** The visitor sends feedback; return `false` to stop it from being posted. */
  onSubmit?: ((detail: FeedbackEventDetail) => unknown) | undefined;
  /** Haptik has recorded the feedback. */
  onSuccess?: ((detail: FeedbackEventDetail) => void) | undefined;
  /** The feedback was not accepted, or could not be delivered yet. */
  onError?: ((detail: FeedbackErrorDetail) => void) | undefined;
}

/** The prop that is called for each event of the element. */
const CALLBACKS = {
  'feedback-open': 'onOpen',
  'feedback-close': 'onClose',
  'feedback-ask': 'onAsk',
  'feedback-shown': 'onShown',
  'feedback-dismiss': 'onDismiss',
  'feedback-submit': 'onSubmit',
  'feedback-success': 'onSuccess',
  'feedback-error': 'onError',
} as const satisfies Record<keyof FeedbackEvents, keyof HaptikFeedbackProps>;

/**
 * Renders `<haptik-feedback>` in React 18 and 19. A server renders the empty element; the form follows in the browser.
 *
 * @example
 * ```tsx
 * import { HaptikFeedback } from 'haptik-feedback-widget/react';
 *
 * <HaptikFeedback relayUrl="https://feedback.example.com/feedback" businessId={343} authId={user.id} display="popover" />
 * ```
 */
export const HaptikFeedback: ForwardRefExoticComponent<HaptikFeedbackProps & RefAttributes<HaptikFeedbackElement>> =
  forwardRef<HaptikFeedbackElement, HaptikFeedbackProps>((props, ref) => {
    const elementRef = useRef<HaptikFeedbackElement>(null);
    const latest = useRef(props);
    useImperativeHandle(ref, () => elementRef.current!);

    // React 18 sets no properties of custom elements, and React 19 sets none when it hydrates what a server has rendered.
    useEffect(() => {
      latest.current = props;
      const element = elementRef.current!;
      for (const option of OPTION_NAMES) {
        if (element[option] !== props[option]) element[option] = props[option] as never;
      }
    });

    useEffect(() => {
      const element = elementRef.current!;
      const callProp = (event: Event) => {
        const callback = latest.current[CALLBACKS[event.type as keyof FeedbackEvents]] as
          | ((detail: unknown) => unknown)
          | undefined;
        const answer = callback?.((event as CustomEvent).detail);
        if (answer === false) event.preventDefault();
      };
      for (const type of Object.keys(CALLBACKS)) element.addEventListener(type, callProp);
      define(packageElementLoaders);
      return () => {
        for (const type of Object.keys(CALLBACKS)) element.removeEventListener(type, callProp);
      };
    }, []);

    const { id, className, style } = props;
    // React 18 knows no `className` on custom elements.
    return createElement('haptik-feedback', { ref: elementRef, id, class: className, style });
  });
