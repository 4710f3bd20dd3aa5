import { colorOf, FONTS, measureOf, type Scheme, type Theme } from '../design/theme.js';

const STAR = 'M12 2.8l2.85 5.78 6.38.93-4.62 4.5 1.09 6.35L12 17.36l-5.7 3 1.09-6.35-4.62-4.5 6.38-.93z';

/** A theme at a glance: its letters, its stars, its button. */
export function PresetSample({ theme, scheme }: { theme: Theme; scheme: Scheme }) {
  const look = (name: Parameters<typeof colorOf>[1]) => colorOf(theme, name)[scheme];
  const radius = Math.min(measureOf(theme, 'radius'), 16);
  return (
    <span
      class="sample"
      aria-hidden="true"
      style={{
        background: look('surface'),
        color: look('text'),
        borderColor: look('border'),
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
                star < 3 ? { fill: look('star') } : { fill: 'none', stroke: look('star-empty'), strokeWidth: '1.75' }
              }
            />
          </svg>
        ))}
      </span>
      <span class="sample-button" style={{ background: look('accent'), borderRadius: `${radius / 2}px` }} />
    </span>
  );
}
