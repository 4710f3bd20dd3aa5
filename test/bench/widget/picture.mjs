/**
 * @typedef {import('./statistics.mjs').Summary} Summary
 * @typedef {{ title: string, side: 'ours' | 'peer' | 'limit', value: Summary }} Bar
 * @typedef {{ heading: string, bars: Bar[], write: (value: number) => string }} Panel
 */

const WIDTH = 720;
const LABELS = 250;
const ROW = 24;
const HEADING = 40;
const NUMBERS = 80;

/**
 * Draws bars of the medians with lines for the quartiles. The colours suit light and dark pages.
 *
 * @param {string} title
 * @param {readonly Panel[]} panels
 * @returns {string} SVG
 */
export function drawBars(title, panels) {
  let y = 8;
  const parts = panels.map(({ heading, bars, write }) => {
    const maximum = Math.max(...bars.map(({ value }) => value.high));
    const scale = (/** @type {number} */ value) => round((value / maximum) * (WIDTH - LABELS - NUMBERS));
    const top = y;
    y += HEADING + bars.length * ROW;
    const rows = bars.map(({ title, side, value: { median, low, high } }, index) => {
      const middle = top + HEADING + index * ROW + ROW / 2;
      const whisker = `M${LABELS + scale(low)} ${middle}H${LABELS + scale(high)}`;
      return `<text x="${LABELS - 10}" y="${middle + 4}" text-anchor="end">${escapeXml(title)}</text>
<rect class="${side}" x="${LABELS}" y="${middle - 8}" width="${Math.max(1, scale(median))}" height="16" rx="3"/>
<path d="${whisker}"/>
<text x="${LABELS + scale(high) + 8}" y="${middle + 4}">${write(median)}</text>`;
    });
    return `<text class="heading" x="${LABELS}" y="${top + 24}">${escapeXml(heading)}</text>\n${rows.join('\n')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 8}" width="${WIDTH}" height="${y + 8}" role="img" aria-label="${escapeXml(title)}">
<style>
text{font:13px system-ui,sans-serif;fill:#4c5061}.heading{font-weight:600;fill:#1b1d26}
.ours{fill:#3d3a9e}.peer{fill:#9aa0b4}.limit{fill:#0a7a48}path{stroke:#e07b00;stroke-width:3;fill:none}
@media(prefers-color-scheme:dark){text{fill:#b9bdcb}.heading{fill:#eff0f5}.ours{fill:#b8bdff}.peer{fill:#6b7187}.limit{fill:#5cc98f}path{stroke:#ffc24a}}
</style>
${parts.join('\n')}
</svg>
`;
}

/** @param {string} text */
function escapeXml(text) {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
