/** @jsxImportSource react */
import { createRoot, hydrateRoot } from 'react-dom/client';
import '../host';
import { ReactApp } from './ReactApp';

const container = document.getElementById('app')!;
if (container.hasChildNodes()) hydrateRoot(container, <ReactApp />);
else createRoot(container).render(<ReactApp />);
