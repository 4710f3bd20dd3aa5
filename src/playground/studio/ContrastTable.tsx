import { design } from '../design/design-state.js';
import { formatRatio, readContrasts, verdictOf } from './contrast.js';

/** Which of the theme's colours can be told apart by how many people. */
export function ContrastTable() {
  const readings = readContrasts(design.value.theme);
  return (
    <section class="card contrasts" aria-labelledby="contrast-heading">
      <h2 id="contrast-heading">Contrast</h2>
      <p class="hint">
        Text should reach 7:1 and has to reach 4.5:1; stars, borders and the focus ring have to reach 3:1.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Light</th>
            <th scope="col">Dark</th>
          </tr>
        </thead>
        <tbody>
          {readings.map(({ label, isText, ratio }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <Ratio ratio={ratio.light} isText={isText} />
              <Ratio ratio={ratio.dark} isText={isText} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Ratio({ ratio, isText }: { ratio: number; isText: boolean }) {
  const { isGood, text } = verdictOf(ratio, isText);
  return (
    <td>
      <span class="ratio">{formatRatio(ratio)}</span> <span class={isGood ? 'good' : 'bad'}>{text}</span>
    </td>
  );
}
