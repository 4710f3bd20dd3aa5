import type { Ref } from 'preact';
import { plural } from '../../messages/format.js';
import { directionOf } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';

/** The props of `StarMail`. */
export interface StarMailProps {
  messages: Messages;
  locale: string;
  /** The links with one to five stars. */
  starLinks: readonly string[];
  /** Receives the element whose inner HTML is the e-mail. */
  mailRef: Ref<HTMLDivElement>;
}

const FONT = 'font-family: Arial, Helvetica, sans-serif';

/**
 * Shows the body of an e-mail with five stars, each a link. Mail programs know tables and inline styles best, and many
 * ignore everything else.
 */
export function StarMail({ messages, locale, starLinks, mailRef }: StarMailProps) {
  const { title, ratingLabel, star, ratingWords } = messages;
  const direction = directionOf(locale);
  const [start, end] = direction === 'rtl' ? (['right', 'left'] as const) : (['left', 'right'] as const);
  const cell = (style: string) => `padding: 0; ${FONT}; ${style}`;
  return (
    <div ref={mailRef} dir={direction}>
      <table role="presentation" cellPadding="0" cellSpacing="0" dir={direction} lang={locale}>
        <tbody>
          <tr>
            <td
              colSpan={5}
              style={cell(
                `font-size: 18px; font-weight: bold; line-height: 26px; color: #191b26; text-align: ${start}`,
              )}
            >
              {title}
            </td>
          </tr>
          <tr>
            <td
              colSpan={5}
              style={cell(`padding-top: 4px; font-size: 15px; line-height: 22px; color: #4c5061; text-align: ${start}`)}
            >
              {ratingLabel}
            </td>
          </tr>
          <tr>
            {starLinks.map((link, index) => (
              <td key={link} width="20%" align="center" style={cell('padding-top: 8px; text-align: center')}>
                <a
                  href={link}
                  target="_blank"
                  rel="noreferrer"
                  title={ratingWords[index]}
                  aria-label={plural(star, index + 1, locale)}
                  style="display: block; padding: 2px 4px; font-size: 36px; line-height: 44px; color: #b45309; text-decoration: none"
                >
                  ★
                </a>
              </td>
            ))}
          </tr>
          <tr>
            <td colSpan={2} style={cell(`font-size: 13px; line-height: 18px; color: #4c5061; text-align: ${start}`)}>
              {ratingWords[0]}
            </td>
            <td style={cell('')} />
            <td colSpan={2} style={cell(`font-size: 13px; line-height: 18px; color: #4c5061; text-align: ${end}`)}>
              {ratingWords[4]}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
