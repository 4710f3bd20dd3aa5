/** @jsxImportSource react */
import { hydrateRoot } from 'react-dom/client';
import { ReactDocument } from './ReactDocument';

// Hydrates only after the launcher is shown, which is the worst case.
const timer = setInterval(() => {
  if (!document.querySelector('haptik-feedback')?.shadowRoot?.firstElementChild) return;
  clearInterval(timer);
  hydrateRoot(document, <ReactDocument />, { onRecoverableError: (error) => console.error(error) });
  requestIdleCallback(() => Object.assign(window, { isHydrated: true }));
}, 20);
