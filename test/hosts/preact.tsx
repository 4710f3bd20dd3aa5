/** @jsxImportSource preact */
import { FeedbackWidget } from 'haptik-feedback-widget';
import 'haptik-feedback-widget/style.css';
import { hydrate, render } from 'preact';
import { useState } from 'preact/hooks';
import { OPTIONS, record } from './host';

function App() {
  const [isShown, setShown] = useState(true);
  const [title, setTitle] = useState('From the app');
  return (
    <>
      <button onClick={() => setTitle('Changed')}>Change</button>
      <button onClick={() => setShown(!isShown)}>Toggle</button>
      {isShown && (
        <FeedbackWidget
          {...OPTIONS}
          messages={{ title }}
          onSubmit={({ feedback }) => record('feedback-submit', { feedback })}
          onSuccess={({ feedback }) => record('feedback-success', { feedback })}
          onError={({ feedback, problem }) => record('feedback-error', { feedback, problem })}
        />
      )}
    </>
  );
}

const rendered = document.getElementById('rendered');
if (rendered) hydrate(<FeedbackWidget {...OPTIONS} />, rendered);
else render(<App />, document.getElementById('app')!);
