/** @jsxImportSource react */
import 'haptik-feedback-widget/element';
import 'haptik-feedback-widget/jsx/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { hear, OPTIONS } from './host';

function App() {
  const [isShown, setShown] = useState(true);
  const [title, setTitle] = useState('From the app');
  return (
    <>
      <button onClick={() => setTitle('Changed')}>Change</button>
      <button onClick={() => setShown(!isShown)}>Toggle</button>
      {isShown && (
        <haptik-feedback
          {...OPTIONS}
          messages={{ title }}
          onfeedback-open={hear}
          onfeedback-close={hear}
          onfeedback-submit={hear}
          onfeedback-success={hear}
          onfeedback-error={hear}
        />
      )}
    </>
  );
}

createRoot(document.getElementById('app')!).render(<App />);
