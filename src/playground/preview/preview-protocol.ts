import type { Settings } from '../settings/settings.js';

/** Tells the preview frame what to show. */
export interface PreviewRequest
  extends Pick<
    Settings,
    'themeOption' | 'display' | 'position' | 'launcher' | 'headingLevel' | 'locale' | 'direction' | 'state' | 'scheme'
  > {
  type: 'haptik-feedback-preview';
  /** Shows the closed launcher beside a part of the site. */
  isLauncherOnly: boolean;
  declarations: [variable: string, value: string][];
}

/** Tells the Studio that the preview frame is ready to receive requests. */
export interface PreviewReady {
  type: 'haptik-feedback-preview-ready';
}

/** Checks that a message is a `PreviewRequest`. */
export function isPreviewRequest(value: unknown): value is PreviewRequest {
  return hasType(value, 'haptik-feedback-preview');
}

/** Checks that a message is a `PreviewReady`. */
export function isPreviewReady(value: unknown): value is PreviewReady {
  return hasType(value, 'haptik-feedback-preview-ready');
}

function hasType(value: unknown, type: string): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === type;
}
