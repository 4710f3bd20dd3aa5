/**
 * Runs the test's commands inside the page, because a browser without automation offers no other way. Its text is
 * inserted before all other scripts, so it can use nothing from outside.
 */
export function runTestCommands(control: string): void {
  const realNow = Date.now;
  let isOnline = true;
  let shiftMs = 0;
  Date.now = () => realNow() + shiftMs;
  Object.defineProperty(Navigator.prototype, 'onLine', { get: () => isOnline });

  const find = (selector: string) =>
    (document.querySelector('haptik-feedback')?.shadowRoot ?? document).querySelector(selector);
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const commands: Record<string, (value: unknown) => unknown> = {
    go(url) {
      // Going to the same address with a fragment would not load the page again.
      if (url === location.href) location.reload();
      else location.href = String(url);
    },
    setOnline(value) {
      isOnline = !!value;
      dispatchEvent(new Event(value ? 'online' : 'offline'));
    },
    passMinutes(minutes) {
      shiftMs += Number(minutes) * 60_000;
    },
    endChat() {
      document.dispatchEvent(new Event('chat-ended'));
      return until(() => !!find('[part=panel]:popover-open'));
    },
    hasFocus: () => document.hasFocus(),
    untilPauseEnds: () => until(() => find('[part=submit]')?.ariaDisabled === 'false'),
  };

  addEventListener('load', async () => {
    await until(() => document.body.dataset.page === 'start' || !!find('.hf, [part=launcher]'));
    const source = new EventSource(`${control}/commands`);
    source.onmessage = async ({ data }) => {
      const [name, value] = JSON.parse(data);
      // Chromium keeps a page that it has left. Its event source would use one of the six connections to the server.
      if (name === 'go') source.close();
      const result = await commands[name]!(value);
      if (name !== 'go') await fetch(`${control}/done`, { method: 'POST', body: String(result) });
    };
  });
}
