import { settings } from '../settings/settings-store.js';
import { checkContrasts, formatRatio, rateContrast } from './contrast.js';

/** Shows the contrast of the theme's colours and the limits of WCAG 2.2 that it passes. */
export function ContrastTable() {
  const contrasts = checkContrasts(settings.value.theme);
  return (
    <section class="card contrasts" aria-labelledby="contrast-heading">
      <h2 id="contrast-heading">Contrast</h2>
      <p class="hint">Text needs at least 4.5:1, better 7:1. Stars, borders and the focus ring need at least 3:1.</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Light</th>
            <th scope="col">Dark</th>
          </tr>
        </thead>
        <tbody>
          {contrasts.map(({ label, isText, ratio }) => (
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
  const { isGood, text } = rateContrast(ratio, isText);
  return (
    <td>
      <span class="ratio">{formatRatio(ratio)}</span> <span class={isGood ? 'good' : 'bad'}>{text}</span>
    </td>
  );
}
