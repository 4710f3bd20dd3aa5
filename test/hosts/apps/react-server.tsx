/** @jsxImportSource react */
import { renderToString } from 'react-dom/server';
import { ReactApp } from './ReactApp';

export const markup = renderToString(<ReactApp />);
