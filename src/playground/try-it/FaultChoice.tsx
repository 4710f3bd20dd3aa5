import { announce } from '../parts/announce.js';
import { type Choice, ChoiceGroup } from '../parts/ChoiceGroup.js';
import type { Demo, Fault } from './demo.js';

const FAULTS: readonly Choice<Fault>[] = [
  { value: 'none', label: 'Nothing' },
  { value: 'slow', label: 'Slow', hint: 'Haptik takes a few seconds' },
  { value: '500', label: 'Error 500', hint: 'Haptik fails' },
  { value: 'unreachable', label: 'Unreachable', hint: 'connections break' },
  { value: 'wrong-token', label: 'Wrong token', hint: 'Haptik refuses the account' },
];

/** What goes wrong on the way to Haptik. */
export function FaultChoice({ demo }: { demo: Demo }) {
  return (
    <section class="card" aria-labelledby="fault-heading">
      <h2 id="fault-heading">What goes wrong?</h2>
      <ChoiceGroup
        legend="Fault"
        isLegendHidden
        look="list"
        choices={FAULTS}
        value={demo.fault.value}
        onChoose={(fault) => {
          demo.setFault(fault).catch(() => announce('The relay does not answer, so nothing was changed.'));
        }}
      />
    </section>
  );
}
