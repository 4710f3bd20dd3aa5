import type { Messages } from './messages.js';

const pt: Messages = {
  title: 'Como foi sua conversa?',
  ratingLabel: 'Avalie sua experiência',
  star: { one: '{count} estrela', many: '{count} de estrelas', other: '{count} estrelas' },
  ratingWords: ['Muito ruim', 'Ruim', 'Razoável', 'Boa', 'Excelente'],
  resolvedLabel: 'Sua dúvida foi resolvida?',
  yes: 'Sim',
  no: 'Não',
  commentLabel: 'Conte-nos mais (opcional)',
  charactersLeft: {
    one: '{count} caractere restante',
    many: '{count} de caracteres restantes',
    other: '{count} caracteres restantes',
  },
  submit: 'Enviar feedback',
  sending: 'Enviando…',
  retryIn: {
    one: 'Tente novamente em {count} segundo',
    many: 'Tente novamente em {count} de segundos',
    other: 'Tente novamente em {count} segundos',
  },
  ratingMissing: 'Por favor, escolha uma avaliação.',
  resolvedMissing: 'Por favor, escolha sim ou não.',
  sent: 'Agradecemos seu feedback.',
  sentDetail: 'Isso nos ajuda a melhorar.',
  shared: 'Você já enviou seu feedback. Você poderá enviar mais depois das {time}.',
  offline: 'Você está offline. Seu feedback está salvo e será enviado quando a conexão voltar.',
  expired: 'Não foi possível enviar seu feedback a tempo. Suas respostas estão salvas. Por favor, tente novamente.',
  duplicate: 'Você já enviou seu feedback na última hora.',
  noConversation:
    'Não encontramos nenhuma conversa para avaliar. Primeiro, inicie um chat conosco e depois volte aqui.',
  invalidUser: 'Não foi possível reconhecer sua conta, por isso seu feedback não foi enviado.',
  unauthorized: 'O feedback não está configurado corretamente neste site, por isso o seu não foi enviado.',
  rejected: 'Seu feedback não foi aceito.',
  rateLimited: 'Muitas tentativas. Por favor, aguarde um momento e tente novamente.',
  unreachable:
    'Não foi possível acessar o serviço de feedback. Suas respostas estão salvas. Por favor, tente novamente.',
  serverError: 'O serviço de feedback teve um problema. Suas respostas estão salvas. Por favor, tente novamente.',
  unavailable: 'O feedback não está disponível no momento.',
  retry: 'Tentar novamente',
  close: 'Fechar',
  open: 'Dar feedback',
};

export default pt;
