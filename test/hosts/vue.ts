import 'haptik-feedback-widget/element';
import { createApp, h, ref } from 'vue';
import { hear, OPTIONS } from './host';

createApp({
  setup() {
    const isShown = ref(true);
    const title = ref('From the app');
    return () => [
      h('button', { onClick: () => (title.value = 'Changed') }, 'Change'),
      h('button', { onClick: () => (isShown.value = !isShown.value) }, 'Toggle'),
      isShown.value &&
        h('haptik-feedback', {
          ...OPTIONS,
          messages: { title: title.value },
          onFeedbackOpen: hear,
          onFeedbackClose: hear,
          onFeedbackSubmit: hear,
          onFeedbackSuccess: hear,
          onFeedbackError: hear,
        }),
    ];
  },
}).mount('#app');
