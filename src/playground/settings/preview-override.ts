import { signal } from '@preact/signals';
import type { TargetedFocusEvent } from 'preact';
import type { FormStateName } from './form-states.js';

/** Values that the preview shows in place of the settings of the same names. */
export interface PreviewOverride {
  state?: FormStateName;
  device?: 'phone' | 'desktop';
  display?: 'inline' | 'popover';
  /** Shows the closed launcher beside a part of the site. */
  isLauncherOnly?: true;
}

/** The override for controls that change only the launcher. */
export const LAUNCHER_PREVIEW: PreviewOverride = { display: 'popover', isLauncherOnly: true };

/** The override of the control that has the focus. */
export const previewOverride = signal<PreviewOverride>({});

/**
 * Returns event handlers for the element around a control. While the control has the focus, the preview shows what the
 * control changes.
 */
export function overridePreviewOnFocus(override: PreviewOverride = {}) {
  const apply = () => {
    previewOverride.value = override;
  };
  return {
    onFocusIn: apply,
    // Safari does not focus a slider or a colour picker when it is pressed.
    onInput: apply,
    onFocusOut: ({ currentTarget, relatedTarget }: TargetedFocusEvent<HTMLElement>) => {
      if (!currentTarget.contains(relatedTarget as Node | null)) previewOverride.value = {};
    },
  };
}
