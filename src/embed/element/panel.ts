import { createStyleAdopter } from './adopt-styles.js';
import type { Panel, PanelModule } from './form-module.js';
import css from './panel.css?inline';

const adoptStyles = createStyleAdopter(css);

/** The wait before a panel that opened by itself is announced, in milliseconds. Its live region must be there first. */
const ANNOUNCE_AFTER_MS = 150;
/** In a lower viewport the panel takes the whole height, except `SHORT_INSET` at each edge; in CSS pixels. */
const SHORT_HEIGHT = 420;
const SHORT_INSET = 8;
/** In a narrower viewport a panel that opens by itself is a sheet at the bottom edge (panel.css); in CSS pixels. */
const SHEET_WIDTH = 480;
/** The largest space between the panel and the edge of the viewport that is opposite its corner, in CSS pixels. */
const LARGEST_GAP = 20;

/** Creates the panel of a launcher, a native popover: Escape and a press outside close it. */
export const createPanel: PanelModule['createPanel'] = (launcher) => {
  const element = document.createElement('div');
  const closeButton = document.createElement('button');
  const body = document.createElement('div');

  element.className = 'panel';
  element.setAttribute('part', 'panel');
  element.role = 'dialog';
  element.popover = 'auto';
  // A plain element takes the focus when the panel opens, so that a screen reader reads the name of the panel once. When
  // the dialog itself has the focus, Orca reads all its text. (ARIA practices: example of the modal dialog.)
  body.tabIndex = -1;
  closeButton.className = 'close';
  closeButton.type = 'button';
  launcher.popoverTargetElement = closeButton.popoverTargetElement = element;
  closeButton.popoverTargetAction = 'hide';

  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const cross = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  cross.setAttribute('d', 'M2 2l12 12M14 2L2 14');
  svg.ariaHidden = 'true';
  svg.append(cross);
  closeButton.append(svg);
  // The first Tab in the panel goes to the rating, so the button comes last. The stylesheet shows it in a row above.
  element.append(body, closeButton);
  launcher.after(element);
  // When the panel disappears, Orca moves silently to the first node beside it. If that were the launcher, Orca would not
  // read it when it gets the focus. So the first node is an invisible space.
  launcher.before('\u200b');
  adoptStyles(element);
  // A live region is announced only if it is in the page before its text.
  const announcement = document.createElement('p');
  announcement.className = 'announcement';
  announcement.ariaLive = 'polite';
  launcher.before(announcement);

  const panel: Panel = {
    body,
    isOpen: false,
    toggled() {},
    toggle(isOpen) {
      if (element.isConnected) element.togglePopover(isOpen);
    },
    ask() {
      // A manual popover stays open while the visitor goes on with the page.
      element.popover = 'manual';
      element.showPopover();
      setTimeout(() => {
        announcement.textContent = `${element.ariaLabel} ${launcher.textContent}`;
      }, ANNOUNCE_AFTER_MS);
    },
    // A panel that is removed while it is open fires no `toggle`.
    dispose: () => followViewport(false),
    name(messages) {
      element.ariaLabel = messages.title;
      // The launcher may be in English, if its texts could not be fetched. An empty launcher is hidden and stays empty. The
      // launcher of release 0.1.0 has no label.
      const label = launcher.querySelector('span') ?? launcher;
      if (messages.open && label.textContent) label.textContent = messages.open;
      closeButton.ariaLabel = messages.close;
    },
  };
  /** What had the focus when the panel opened: an element of the page, or the launcher's host. */
  let opener: Element | null;
  element.addEventListener('beforetoggle', (event) => {
    const { host } = launcher.getRootNode() as ShadowRoot;
    if (event.newState === 'open') {
      opener = (host.getRootNode() as Document | ShadowRoot).activeElement;
      // Set only now: in an element that is put into the page, `autofocus` would take the focus at once. A panel that
      // opens by itself takes no focus.
      body.autofocus = false;
      // The thanks take the focus, so that they are read again. They are no live region then, so that they are read once.
      const thanks = body.querySelector<HTMLElement>('.hf-thanks');
      if (thanks) thanks.ariaLive = 'off';
      (thanks ?? body).autofocus = element.popover === 'auto';
      fitIntoView();
    } else if (element.matches(':focus-within')) {
      // In a shadow root Chromium would leave the focus on the page's body.
      const isInPage = opener instanceof HTMLElement && opener !== host && opener !== document.body;
      (isInPage && opener?.isConnected ? (opener as HTMLElement) : launcher).focus();
    }
  });
  element.addEventListener('toggle', (event) => {
    const isOpen = event.newState === 'open';
    panel.isOpen = isOpen;
    followViewport(isOpen && element.isConnected);
    if (!isOpen) {
      element.popover = 'auto';
      announcement.textContent = '';
    }
    panel.toggled(isOpen);
  });
  // The browser does not close a manual popover on Escape. This does, while the focus is in the panel.
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && element.popover === 'manual') element.hidePopover();
  });

  // The launcher would close a panel that opened by itself, which a screen reader has just announced.
  launcher.addEventListener('click', (event) => {
    if (element.popover === 'auto') return;
    event.preventDefault();
    body.focus();
  });

  function followViewport(isOpen: boolean) {
    const change = isOpen ? 'addEventListener' : 'removeEventListener';
    // A page may have a variable `visualViewport` of its own.
    for (const type of ['resize', 'scroll']) visualViewport?.[change]?.(type, fitIntoView);
  }

  /** Keeps the open panel in the visible part of the page, above an on-screen keyboard. */
  function fitIntoView() {
    const { height = innerHeight, offsetTop = 0, scale = 1 }: Partial<VisualViewport> = visualViewport ?? {};
    // While the visitor zooms in with two fingers, the panel must not change under the fingers.
    if (!element.isConnected || scale > 1.01) return;
    const { top, bottom } = getComputedStyle(launcher.parentElement!);
    const isSheet = element.popover === 'manual' && innerWidth < SHEET_WIDTH;
    const isTop = !isSheet && Number.parseFloat(top) < Number.parseFloat(bottom);
    const inset = height < SHORT_HEIGHT ? SHORT_INSET : Number.parseFloat(isTop ? top : bottom);
    const { style } = element;
    // The stylesheet puts a sheet at the bottom edge.
    style.top = isTop ? `${inset}px` : '';
    style.bottom = isTop || isSheet ? '' : `${inset}px`;
    // A share of the window, because a length is multiplied by a `zoom` of the page's root element.
    const share = (height / innerHeight) * 100;
    style.maxHeight = isSheet ? '' : `calc(${share}% - ${inset + Math.min(inset, LARGEST_GAP)}px)`;
    style.transform = `translateY(${isTop ? offsetTop : offsetTop + height - innerHeight}px)`;
  }

  return panel;
};
