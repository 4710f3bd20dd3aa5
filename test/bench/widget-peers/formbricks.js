import { renderSurveyInline } from '@formbricks/surveys';

const question = (id, type, headline, more) => ({ id, type, headline, required: false, buttonLabel: 'Next', ...more });

renderSurveyInline({
  containerId: 'feedback',
  brandColor: '#3d3a9e',
  isBrandingEnabled: false,
  survey: {
    id: 'bench',
    name: 'Feedback',
    type: 'web',
    status: 'inProgress',
    welcomeCard: { enabled: false },
    hiddenFields: { enabled: false },
    styling: null,
    productOverwrites: null,
    autoClose: null,
    redirectUrl: null,
    questions: [
      question('rating', 'rating', 'Rate your experience', {
        required: true,
        scale: 'star',
        range: 5,
        lowerLabel: 'Bad',
        upperLabel: 'Good',
      }),
      question('resolved', 'multipleChoiceSingle', 'Was your query resolved?', {
        required: true,
        shuffleOption: 'none',
        choices: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
      }),
      question('comment', 'openText', 'Tell us more (optional)', {
        longAnswer: true,
        inputType: 'text',
        buttonLabel: 'Send',
      }),
    ],
    thankYouCard: { enabled: true, headline: 'Thank you for your feedback.' },
  },
  onResponse: (response) =>
    fetch(document.documentElement.dataset.relay, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(response),
    }),
});
