import './playground.css';

// The same HTML file is the playground, with ?preview the page in the Studio's preview frame, and with ?example=react
// the example in React.
const parameters = new URLSearchParams(location.search);
const page = parameters.has('preview')
  ? import('./preview/previewed-page.js')
  : parameters.get('example') === 'react'
    ? import('./examples/react-example.js')
    : import('./page.js');
page.then(({ start }) => start());
