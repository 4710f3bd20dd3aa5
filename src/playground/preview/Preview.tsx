import { computed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ChoiceGroup } from '../components/ChoiceGroup.js';
import { SelectControl } from '../components/SelectControl.js';
import { FORM_STATE_NAMES, FORM_STATES } from '../settings/form-states.js';
import { previewOverride } from '../settings/preview-override.js';
import type { Settings } from '../settings/settings.js';
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
  const { state } = shownSettings.value;
  return (
    <section class="preview" aria-labelledby="preview-heading">
      <div class="preview-head">
        <h2 id="preview-heading">Preview</h2>
        <div class="preview-bar">
          <ViewChoice name="device" legend="Screen" choices={DEVICE_CHOICES} />
          <ViewChoice name="scheme" legend="Page" choices={SCHEME_CHOICES} />
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

interface ViewChoiceProps<Name extends 'device' | 'scheme'> {
  name: Name;
  legend: string;
  choices: readonly { value: Settings[Name]; label: string }[];
}

/** Sets how the preview shows the form. */
function ViewChoice<Name extends 'device' | 'scheme'>({ name, legend, choices }: ViewChoiceProps<Name>) {
  return (
    <ChoiceGroup
      legend={legend}
      isLegendHidden
      layout="bar"
      choices={choices}
      value={shownSettings.value[name]}
      onChoose={(next) => updateSettings({ [name]: next })}
    />
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
    const { isLauncherOnly = false, theme, ...shown } = shownSettings.value;
    const { themeOption, display, position, launcher, headingLevel, locale, direction, state, scheme } = shown;
    if (!isFrameReady.value) return;
    const request: PreviewRequest = {
      type: 'haptik-feedback-preview',
      ...{ themeOption, display, position, launcher, headingLevel, locale, direction, state, scheme, isLauncherOnly },
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
