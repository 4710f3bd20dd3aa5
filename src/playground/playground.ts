import './playground.css';

// The same HTML file is the playground and, with ?preview, the page in the Studio's preview frame.
const isPreview = new URLSearchParams(location.search).has('preview');
const page = isPreview ? import('./preview/previewed-page.js') : import('./page.js');
page.then(({ start }) => start());
