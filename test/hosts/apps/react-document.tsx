/** @jsxImportSource react */
import { hydrateRoot } from 'react-dom/client';
import { ReactDocument } from './ReactDocument';

// Hydrated only after the launcher is there, the worst case.
const timer = setInterval(() => {
  if (!document.querySelector('haptik-feedback')?.shadowRoot?.firstElementChild) return;
  clearInterval(timer);
  hydrateRoot(document, <ReactDocument />, { onRecoverableError: (error) => console.error(error) });
  requestIdleCallback(() => Object.assign(window, { isHydrated: true }));
}, 20);
