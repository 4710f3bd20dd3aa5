import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Messages } from '../../messages/messages.js';
import { announce } from '../components/announce.js';
import { CopyButton } from '../components/CopyButton.js';
import { settings } from '../settings/settings-store.js';
import type { DemoClient, MadeLinks } from './demo-client.js';
import { loadMessages, writePlainMail, writeWhatsApp } from './link-messages.js';
import { QrCode } from './QrCode.js';
import { StarMail } from './StarMail.js';
import { authId } from './visitor.js';
import './ask-by-link.css';

/** The links and texts of the messages. */
interface Invitation extends MadeLinks {
  messages: Messages;
  locale: string;
}

/** Makes links to the relay's page, and shows the e-mail, the WhatsApp message and the QR code that bring them to a visitor. */
export function AskByLink({ demo }: { demo: DemoClient }) {
  const invitation = useSignal<Invitation | undefined>(undefined);
  const hasFailed = useSignal(false);
  const requests = useRef(0);

  const makeInvitation = async (id: string, locale: string) => {
    requests.current += 1;
    const request = requests.current;
    try {
      const isChosen = locale !== 'auto';
      const [links, messages] = await Promise.all([
        demo.makeLinks(id, isChosen ? locale : undefined),
        loadMessages(locale),
      ]);
      // The visitor may have chosen something else meanwhile.
      if (request !== requests.current) return;
      invitation.value = { ...links, messages, locale: isChosen ? locale : 'en' };
      hasFailed.value = false;
    } catch {
      if (request === requests.current) hasFailed.value = true;
    }
  };

  useSignalEffect(() => {
    const id = authId.value;
    const { locale } = settings.value;
    if (demo.connection.value !== 'standin') return;
    if (id) void makeInvitation(id, locale);
    else invitation.value = undefined;
  });

  const makeNew = async () => {
    await makeInvitation(authId.value!, settings.value.locale);
    announce(hasFailed.value ? 'The relay does not answer. There are no new links.' : 'New links are ready.');
  };

  const current = invitation.value;
  return (
    <section class="by-link" aria-labelledby="by-link-heading">
      <div class="by-link-head">
        <div>
          <h2 id="by-link-heading">Ask by link</h2>
          <p class="hint">
            For e-mail, WhatsApp, SMS and paper: each link opens a page of the relay’s own, for one visitor and one
            feedback. These links work. Opening one sends nothing; <em>Send feedback</em> on its page does.
          </p>
        </div>
        {current && (
          <button type="button" class="button" onClick={makeNew}>
            Make new links
          </button>
        )}
      </div>
      {current && <Messengers invitation={current} />}
      {!current && !authId.value && <p class="hint">Enter a visitor id to make links.</p>}
      {!current && hasFailed.value && <p class="bad">The relay made no links.</p>}
    </section>
  );
}

function Messengers({ invitation: { link, starLinks, messages, locale } }: { invitation: Invitation }) {
  const mail = useRef<HTMLDivElement>(null);
  const mailHtml = () => mail.current!.innerHTML;
  return (
    <div class="messengers">
      <section class="card" aria-labelledby="mail-heading">
        <h3 id="mail-heading">E-mail</h3>
        <div class="mail">
          <p class="mail-head">
            <span>Subject</span> <strong lang={locale}>{messages.title}</strong>
          </p>
          <StarMail messages={messages} locale={locale} starLinks={starLinks} mailRef={mail} />
        </div>
        <div class="buttons">
          <CopyButton label="Copy e-mail" text={() => writePlainMail(messages, link)} html={mailHtml} />
          <CopyButton label="Copy its HTML" text={mailHtml} />
        </div>
      </section>
      <section class="card" aria-labelledby="whatsapp-heading">
        <h3 id="whatsapp-heading">WhatsApp</h3>
        <div class="whatsapp">
          <div class="whatsapp-bubble" lang={locale} dir="auto">
            <p>
              <strong>{messages.title}</strong>
            </p>
            <p>{messages.ratingLabel}:</p>
            <a href={link} target="_blank" rel="noreferrer" dir="ltr">
              {link}
            </a>
          </div>
        </div>
        <div class="buttons">
          <CopyButton label="Copy message" text={() => writeWhatsApp(messages, link)} />
        </div>
      </section>
      <section class="card" aria-labelledby="qr-heading">
        <h3 id="qr-heading">QR code</h3>
        <QrCode text={link} label="QR code of the link" />
        <div class="buttons">
          <CopyButton label="Copy link" text={() => link} />
        </div>
      </section>
    </div>
  );
}
