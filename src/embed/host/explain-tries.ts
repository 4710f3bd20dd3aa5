import type { Transport } from '../../feedback/ports.js';

/**
 * Shows each try and its answer in the console; never the comment, a token or who the visitor is.
 *
 * @param isOn - the option `debug`
 */
export function explainTries(transport: Transport, isOn: () => boolean | undefined): Transport {
  const explain = (text: string) => isOn() && console.info(`haptik-feedback: ${text}`);
  return {
    ...transport,
    send: (feedback, tries) =>
      transport.send(feedback, {
        ...tries,
        async mayTry() {
          const isAllowed = await tries.mayTry();
          explain(isAllowed ? `tries to post the feedback ${tries.key}` : 'does not try now');
          return isAllowed;
        },
        onOutcome(outcome) {
          explain(`the try ended: ${outcome.kind}`);
          tries.onOutcome(outcome);
        },
      }),
  };
}
