import type { Design } from '../design/design.js';

/** What the studio asks its preview to show. */
export interface PreviewRequest
  extends Pick<Design, 'themeOption' | 'display' | 'position' | 'locale' | 'direction' | 'state' | 'scheme'> {
  type: 'haptik-feedback-preview';
  /** Tells requests apart, so that answers to earlier ones are known. */
  id: number;
  declarations: [variable: string, value: string][];
}

/** What the preview says to the studio: that it is there (without an id), and that a request is done. */
export interface PreviewAnswer {
  type: 'haptik-feedback-preview-done';
  id?: number | undefined;
}

export function isPreviewRequest(value: unknown): value is PreviewRequest {
  return hasType(value, 'haptik-feedback-preview');
}

export function isPreviewAnswer(value: unknown): value is PreviewAnswer {
  return hasType(value, 'haptik-feedback-preview-done');
}

function hasType(value: unknown, type: string): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === type;
}
