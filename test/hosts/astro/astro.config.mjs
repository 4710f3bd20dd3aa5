import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';

const PACKAGE = new URL('../../../dist/package/', import.meta.url).pathname;

export default defineConfig({
  integrations: [preact()],
  devToolbar: { enabled: false },
  vite: {
    resolve: {
      alias: [
        { find: /^haptik-feedback-widget$/, replacement: `${PACKAGE}index.js` },
        { find: /^haptik-feedback-widget\/style.css$/, replacement: `${PACKAGE}style.css` },
        { find: /^ky$/, replacement: new URL('../../../node_modules/ky/distribution/index.js', import.meta.url).pathname },
      ],
      dedupe: ['preact', '@preact/signals'],
    },
  },
});
