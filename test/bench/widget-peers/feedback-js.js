import feedback from '@betahuhn/feedback-js';

// The package's one file is of a form whose default export Vite hands over inside an object.
const Feedback = feedback.default;

new Feedback({ endpoint: document.documentElement.dataset.relay }).renderButton();
