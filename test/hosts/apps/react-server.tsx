/** @jsxImportSource react */
import { renderToString } from 'react-dom/server';
import { ReactApp } from './ReactApp';
import { ReactDocument } from './ReactDocument';

export const markup = renderToString(<ReactApp />);
export const documentMarkup = renderToString(<ReactDocument />);
