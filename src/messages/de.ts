import type { Messages } from './messages.js';

const de: Messages = {
  title: 'Wie war Ihr Gespräch?',
  ratingLabel: 'Bewerten Sie Ihre Erfahrung',
  star: { one: '{count} Stern', other: '{count} Sterne' },
  ratingWords: ['Sehr schlecht', 'Schlecht', 'In Ordnung', 'Gut', 'Ausgezeichnet'],
  resolvedLabel: 'Wurde Ihr Anliegen geklärt?',
  yes: 'Ja',
  no: 'Nein',
  commentLabel: 'Erzählen Sie uns mehr (optional)',
  charactersLeft: { one: 'Noch {count} Zeichen', other: 'Noch {count} Zeichen' },
  submit: 'Feedback senden',
  sending: 'Wird gesendet\u00a0…',
  retryIn: { one: 'In {count} Sekunde erneut versuchen', other: 'In {count} Sekunden erneut versuchen' },
  ratingMissing: 'Bitte wählen Sie eine Bewertung.',
  resolvedMissing: 'Bitte wählen Sie Ja oder Nein.',
  sent: 'Vielen Dank für Ihr Feedback.',
  sentDetail: 'Das hilft uns, besser zu werden.',
  shared: 'Sie haben bereits Feedback gegeben. Weiteres Feedback ist nach {time}\u00a0Uhr möglich.',
  offline: 'Sie sind offline. Ihr Feedback bleibt gespeichert und wird gesendet, sobald Sie wieder online sind.',
  expired:
    'Ihr Feedback konnte nicht rechtzeitig gesendet werden. Ihre Antworten bleiben gespeichert. Bitte versuchen Sie es erneut.',
  duplicate: 'Sie haben in der letzten Stunde bereits Feedback gegeben.',
  noConversation:
    'Wir haben kein Gespräch zum Bewerten gefunden. Bitte starten Sie zuerst einen Chat mit uns und kommen Sie dann zurück.',
  invalidUser: 'Wir konnten Ihr Konto nicht erkennen, daher wurde Ihr Feedback nicht gesendet.',
  unauthorized:
    'Der Feedback-Dienst ist auf dieser Website nicht richtig eingerichtet, daher wurde Ihr Feedback nicht gesendet.',
  rejected: 'Ihr Feedback wurde nicht angenommen.',
  rateLimited: 'Zu viele Versuche. Bitte warten Sie einen Moment und versuchen Sie es erneut.',
  unreachable:
    'Der Feedback-Dienst war nicht erreichbar. Ihre Antworten bleiben gespeichert. Bitte versuchen Sie es erneut.',
  serverError:
    'Beim Feedback-Dienst ist ein Problem aufgetreten. Ihre Antworten bleiben gespeichert. Bitte versuchen Sie es erneut.',
  unavailable: 'Feedback ist derzeit nicht möglich.',
  retry: 'Erneut versuchen',
  close: 'Schließen',
  open: 'Feedback geben',
};

export default de;
