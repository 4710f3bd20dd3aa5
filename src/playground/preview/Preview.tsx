import { computed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ChoiceGroup } from '../components/ChoiceGroup.js';
import { SelectControl } from '../components/SelectControl.js';
import { FORM_STATE_NAMES, FORM_STATES } from '../settings/form-states.js';
import { previewOverride } from '../settings/preview-override.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { declarationsOf } from '../settings/theme.js';
import { isPreviewReady, type PreviewRequest } from './preview-protocol.js';
import { useAvailableSize } from './use-available-size.js';
import './preview.css';

const DEVICE_CHOICES = [
  { value: 'phone', label: 'Phone' },
  { value: 'desktop', label: 'Desktop' },
] as const;

const SCHEME_CHOICES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const STATE_CHOICES = FORM_STATE_NAMES.map((value) => ({ value, ...FORM_STATES[value] }));

/** The settings with the override of the focused control. */
const shownSettings = computed(() => ({ ...settings.value, ...previewOverride.value }));

/** Shows the form on a page of its own, at a device's width, with controls above it. */
export function Preview() {
  const { device, scheme, state } = shownSettings.value;
  return (
    <section class="preview" aria-labelledby="preview-heading">
      <div class="preview-head">
        <h2 id="preview-heading">Preview</h2>
        <div class="preview-bar">
          <ChoiceGroup
            legend="Screen"
            isLegendHidden
            layout="bar"
            choices={DEVICE_CHOICES}
            value={device}
            onChoose={(next) => updateSettings({ device: next })}
          />
          <ChoiceGroup
            legend="Page"
            isLegendHidden
            layout="bar"
            choices={SCHEME_CHOICES}
            value={scheme}
            onChoose={(next) => updateSettings({ scheme: next })}
          />
          <SelectControl
            label="State"
            choices={STATE_CHOICES}
            value={state}
            onChoose={(next) => updateSettings({ state: next })}
          />
        </div>
        <p class="hint preview-forced-colors">
          Your system’s colours replace the theme’s here, as they do for every visitor with the same setting.
        </p>
      </div>
      <PreviewFrame />
    </section>
  );
}

/** The viewports of the devices, in CSS pixels. */
const DEVICES = { phone: { width: 390, height: 740 }, desktop: { width: 1280, height: 800 } };

/** The space around the preview, inside its lower edge and for the buttons below it, in CSS pixels. */
const MARGINS_HEIGHT = 128;
const SCALE_MIN = 0.6;

/** On a narrow window the preview leaves half of the height to the controls below it. */
function availableHeight(container: HTMLElement): number {
  const isBesideControls = matchMedia('(width >= 64rem)').matches;
  return isBesideControls ? innerHeight - container.offsetTop - MARGINS_HEIGHT : innerHeight / 2;
}

function PreviewFrame() {
  const container = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const available = useAvailableSize(container, availableHeight);
  const isFrameReady = useSignal(false);

  useEffect(() => {
    const receiveMessage = ({ data, origin, source }: MessageEvent) => {
      const isFromFrame = origin === location.origin && source === frame.current?.contentWindow;
      if (isFromFrame && isPreviewReady(data)) isFrameReady.value = true;
    };
    addEventListener('message', receiveMessage);
    return () => removeEventListener('message', receiveMessage);
  }, [isFrameReady]);

  useSignalEffect(() => {
    const {
      themeOption,
      display,
      position,
      locale,
      direction,
      state,
      scheme,
      theme,
      isLauncherOnly = false,
    } = shownSettings.value;
    if (!isFrameReady.value) return;
    const request: PreviewRequest = {
      type: 'haptik-feedback-preview',
      ...{ themeOption, display, position, locale, direction, state, scheme, isLauncherOnly },
      declarations: declarationsOf(theme),
    };
    frame.current?.contentWindow?.postMessage(request, location.origin);
  });

  const { device } = shownSettings.value;
  const { width, height: fullHeight } = DEVICES[device];
  const { width: availableWidth, height: heightLimit } = available ?? { width, height: fullHeight };
  const heightScale = Math.min(1, Math.max(SCALE_MIN, heightLimit / fullHeight));
  const scale = Math.min(heightScale, availableWidth / width);
  // A low window shows a shorter device, so that the text stays legible.
  const height = Math.min(fullHeight, heightLimit / scale);
  return (
    <div class="preview-container" ref={container}>
      <div
        class={`preview-device preview-${device}`}
        style={{ inlineSize: `${width * scale}px`, blockSize: `${height * scale}px` }}
      >
        <iframe
          ref={frame}
          title="Preview of the form on a page"
          src={`${location.pathname}?preview`}
          style={{ inlineSize: `${width}px`, blockSize: `${height}px`, transform: `scale(${scale})` }}
        />
      </div>
    </div>
  );
}
