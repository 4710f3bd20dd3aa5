import { type ColorScheme, colorOf, dimensionOf, FONTS, type Theme } from '../settings/theme.js';

const STAR = 'M12 2.8l2.85 5.78 6.38.93-4.62 4.5 1.09 6.35L12 17.36l-5.7 3 1.09-6.35-4.62-4.5 6.38-.93z';

/** Shows a sample of a theme: letters, stars and a button. */
export function PresetSample({ theme, scheme }: { theme: Theme; scheme: ColorScheme }) {
  const color = (name: Parameters<typeof colorOf>[1]) => colorOf(theme, name)[scheme];
  const radius = Math.min(dimensionOf(theme, 'radius'), 16);
  return (
    <span
      class="sample"
      aria-hidden="true"
      style={{
        background: color('surface'),
        color: color('text'),
        borderColor: color('border'),
        borderRadius: `${radius}px`,
        fontFamily: theme.font ?? FONTS.system.css,
      }}
    >
      <span class="sample-letters">Aa</span>
      <span class="sample-stars">
        {[1, 2, 3].map((star) => (
          <svg key={star} viewBox="0 0 24 24" aria-hidden="true">
            <path
              d={STAR}
              style={
                star < 3 ? { fill: color('star') } : { fill: 'none', stroke: color('star-empty'), strokeWidth: '1.75' }
              }
            />
          </svg>
        ))}
      </span>
      <span class="sample-button" style={{ background: color('accent'), borderRadius: `${radius / 2}px` }} />
    </span>
  );
}
