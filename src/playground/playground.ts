import './playground.css';

// The same page serves twice: as the playground itself, and, in a frame of its studio, as the site that is previewed.
const isPreview = new URLSearchParams(location.search).has('preview');
const page = isPreview ? import('./preview/previewed-page.js') : import('./page.js');
page.then(({ start }) => start());
