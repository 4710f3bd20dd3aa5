import { announce } from '../components/announce.js';
import { type Choice, ChoiceGroup } from '../components/ChoiceGroup.js';
import type { DemoClient, Fault } from './demo-client.js';

const FAULTS: readonly Choice<Fault>[] = [
  { value: 'none', label: 'Nothing' },
  { value: 'slow', label: 'Slow', hint: 'Haptik takes a few seconds' },
  { value: '500', label: 'Error 500', hint: 'Haptik fails' },
  { value: 'unreachable', label: 'Unreachable', hint: 'the connection breaks' },
  { value: 'wrong-token', label: 'Wrong token', hint: 'Haptik rejects the account' },
];

/** Lets the visitor choose a fault of the stand-in. */
export function FaultChoice({ demo }: { demo: DemoClient }) {
  return (
    <section class="card" aria-labelledby="fault-heading">
      <h2 id="fault-heading">What goes wrong?</h2>
      <ChoiceGroup
        legend="Fault"
        isLegendHidden
        layout="list"
        choices={FAULTS}
        value={demo.fault.value}
        onChoose={(fault) => {
          demo.setFault(fault).catch(() => announce('The relay does not answer. The fault was not changed.'));
        }}
      />
    </section>
  );
}
