import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { design, update } from '../design/design-state.js';
import { STATE_NAMES, STATES } from '../design/states.js';
import { declarationsOf } from '../design/theme.js';
import { ChoiceGroup } from '../parts/ChoiceGroup.js';
import { SelectControl } from '../parts/SelectControl.js';
import { isPreviewAnswer, type PreviewRequest } from './preview-protocol.js';
import { useRoom } from './use-room.js';
import './preview.css';

/** Viewports, in CSS pixels. */
const DEVICES = { phone: { width: 390, height: 740 }, desktop: { width: 1280, height: 800 } };

/** What of the window's height the preview leaves to what is above it. */
const REST_HEIGHT = 190;
const SCALE_MIN = 0.6;

const STATE_CHOICES = STATE_NAMES.map((value) => ({ value, ...STATES[value] }));

/** The form on a page of its own, at a device's width. */
export function Preview() {
  const { device, scheme, state } = design.value;
  return (
    <section class="preview" aria-labelledby="preview-heading">
      <h2 id="preview-heading">Preview</h2>
      <div class="preview-bar">
        <ChoiceGroup
          legend="Screen"
          isLegendHidden
          look="bar"
          choices={[
            { value: 'phone', label: 'Phone' },
            { value: 'desktop', label: 'Desktop' },
          ]}
          value={device}
          onChoose={(next) => update({ device: next })}
        />
        <ChoiceGroup
          legend="Page"
          isLegendHidden
          look="bar"
          choices={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          value={scheme}
          onChoose={(next) => update({ scheme: next })}
        />
        <SelectControl
          label="State"
          choices={STATE_CHOICES}
          value={state}
          onChoose={(next) => update({ state: next })}
        />
      </div>
      <p class="hint preview-forced">
        Your system’s colours take the place of the theme’s here, as they do for visitors who chose the same.
      </p>
      <PreviewFrame />
    </section>
  );
}

function PreviewFrame() {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const room = useRoom(box, REST_HEIGHT);
  const isThere = useSignal(false);
  const last = useRef(0);

  useEffect(() => {
    const hear = ({ data, origin, source }: MessageEvent) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow || !isPreviewAnswer(data)) return;
      isThere.value = true;
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, [isThere]);

  useSignalEffect(() => {
    const { themeOption, display, position, locale, direction, state, scheme, theme } = design.value;
    if (!isThere.value) return;
    last.current += 1;
    const request: PreviewRequest = {
      type: 'haptik-feedback-preview',
      id: last.current,
      ...{ themeOption, display, position, locale, direction, state, scheme },
      declarations: declarationsOf(theme),
    };
    frame.current?.contentWindow?.postMessage(request, location.origin);
  });

  const { device } = design.value;
  const { width, height } = DEVICES[device];
  const fitting = Math.min(1, Math.max(SCALE_MIN, (room?.height ?? height) / height));
  const scale = Math.min(fitting, (room?.width ?? width) / width);
  return (
    <div class="preview-room" ref={box}>
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
