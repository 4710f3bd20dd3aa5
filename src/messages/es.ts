import type { Messages } from './messages.js';

const es: Messages = {
  title: '¿Cómo fue su conversación?',
  ratingLabel: 'Califique su experiencia',
  star: { one: '{count} estrella', many: '{count} de estrellas', other: '{count} estrellas' },
  ratingWords: ['Muy mala', 'Mala', 'Aceptable', 'Buena', 'Excelente'],
  resolvedLabel: '¿Se resolvió su consulta?',
  yes: 'Sí',
  no: 'No',
  commentLabel: 'Cuéntenos más (opcional)',
  charactersLeft: {
    one: 'Queda {count} carácter',
    many: 'Quedan {count} de caracteres',
    other: 'Quedan {count} caracteres',
  },
  submit: 'Enviar opinión',
  sending: 'Enviando…',
  retryIn: {
    one: 'Inténtelo de nuevo en {count} segundo',
    many: 'Inténtelo de nuevo en {count} de segundos',
    other: 'Inténtelo de nuevo en {count} segundos',
  },
  ratingMissing: 'Por favor, elija una calificación.',
  resolvedMissing: 'Por favor, elija sí o no.',
  sent: 'Gracias por su opinión.',
  sentDetail: 'Nos ayuda a mejorar.',
  shared: 'Ya ha enviado su opinión. Podrá enviar otra a partir de esta hora ({time}).',
  offline: 'No tiene conexión. Su opinión está guardada y se enviará cuando vuelva a conectarse.',
  expired: 'No se pudo enviar su opinión a tiempo. Sus respuestas están guardadas. Por favor, inténtelo de nuevo.',
  duplicate: 'Ya ha enviado su opinión en la última hora.',
  noConversation:
    'No encontramos ninguna conversación para calificar. Primero inicie un chat con nosotros y luego vuelva aquí.',
  invalidUser: 'No pudimos reconocer su cuenta, por lo que su opinión no se envió.',
  unauthorized: 'El servicio de opiniones no está bien configurado en este sitio, por lo que su opinión no se envió.',
  rejected: 'Su opinión no fue aceptada.',
  rateLimited: 'Demasiados intentos. Por favor, espere un momento e inténtelo de nuevo.',
  unreachable:
    'No pudimos conectar con el servicio de opiniones. Sus respuestas están guardadas. Por favor, inténtelo de nuevo.',
  serverError:
    'El servicio de opiniones tuvo un problema. Sus respuestas están guardadas. Por favor, inténtelo de nuevo.',
  unavailable: 'El servicio de opiniones no está disponible en este momento.',
  retry: 'Reintentar',
  close: 'Cerrar',
  open: 'Dar mi opinión',
};

export default es;
