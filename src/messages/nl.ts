import type { Messages } from './messages.js';

const nl: Messages = {
  title: 'Hoe was je gesprek?',
  ratingLabel: 'Beoordeel je ervaring',
  star: { one: '{count} ster', other: '{count} sterren' },
  resolvedLabel: 'Is je vraag opgelost?',
  yes: 'Ja',
  no: 'Nee',
  commentLabel: 'Vertel ons meer (optioneel)',
  charactersLeft: { one: 'Nog {count} teken', other: 'Nog {count} tekens' },
  submit: 'Feedback versturen',
  sending: 'Versturen…',
  ratingMissing: 'Kies een beoordeling.',
  resolvedMissing: 'Kies ja of nee.',
  sent: 'Bedankt voor je feedback.',
  shared: 'Je hebt je feedback al gegeven. Na {time} kun je opnieuw feedback geven.',
  offline: 'Je bent offline. Je feedback is bewaard en wordt verstuurd zodra je weer online bent.',
  expired: 'Je feedback kon niet op tijd worden verstuurd. Je antwoorden zijn bewaard; probeer het opnieuw.',
  duplicate: 'Je hebt het afgelopen uur al feedback gegeven.',
  noConversation: 'We konden geen gesprek vinden om te beoordelen. Start eerst een chat met ons en kom dan terug.',
  invalidUser: 'We konden je account niet herkennen, dus je feedback is niet verstuurd.',
  unauthorized: 'Feedback is op deze site niet goed ingesteld, dus die van jou is niet verstuurd.',
  rejected: 'Je feedback is niet geaccepteerd.',
  rateLimited: 'Te veel pogingen. Wacht even en probeer het opnieuw.',
  unreachable: 'We konden de feedbackdienst niet bereiken. Je antwoorden zijn bewaard; probeer het opnieuw.',
  serverError: 'Er ging iets mis bij de feedbackdienst. Je antwoorden zijn bewaard; probeer het opnieuw.',
  unavailable: 'Feedback is nu niet beschikbaar.',
  retry: 'Opnieuw proberen',
  close: 'Sluiten',
  open: 'Feedback geven',
};

export default nl;
