/** @jsxImportSource react */
import { HaptikFeedback, type HaptikFeedbackElement } from 'haptik-feedback-widget/react';
import { useRef, useState } from 'react';
import { OPTIONS, record } from '../host';

/** The component on a page that a server may have rendered. */
export function ReactApp() {
  const [title, setTitle] = useState('From the app');
  const element = useRef<HaptikFeedbackElement>(null);
  return (
    <>
      <button type="button" onClick={() => setTitle('Changed')}>
        Change
      </button>
      <button type="button" onClick={() => element.current!.open()}>
        Open
      </button>
      <HaptikFeedback
        {...OPTIONS}
        ref={element}
        className="from-the-app"
        messages={{ title }}
        onOpen={() => record('open', undefined)}
        onClose={() => record('close', undefined)}
        onSubmit={({ feedback }) => record('submit', feedback)}
        onSuccess={({ feedback }) => record('success', feedback)}
        onError={({ problem }) => record('error', problem.kind)}
      />
    </>
  );
}
