import feedback from '@betahuhn/feedback-js';

// The package is CommonJS, so Vite wraps its default export in an object.
const Feedback = feedback.default;

new Feedback({ endpoint: document.documentElement.dataset.relay }).renderButton();
