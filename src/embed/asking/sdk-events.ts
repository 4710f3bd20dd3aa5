// Haptik's SDK passes its events to the function `haptikInitSettings.sdkEvents`. Source: a customer's page; the names of
// the events and the form of their arguments are not documented, so every text that may be a name counts as one.

type Listener = (name: string) => void;
type SdkEvents = (this: unknown, ...values: unknown[]) => unknown;
type Settings = NonNullable<typeof window.haptikInitSettings>;

/** Under these keys an event object may hold its name. */
const NAME_KEYS = ['event', 'eventName', 'event_name', 'name', 'type'];

// Arrays, because some pages have a variable `Set` of their own; the standalone file runs this at once.
let listeners: readonly Listener[] = [];
const chained: Settings[] = [];
/** True while a function of the page is called with an event that our listeners have got already. */
let isPassingOn = false;

/**
 * Listens to the events of Haptik's SDK. A function that the site has set, or sets later, still gets them too.
 *
 * @returns a function that stops listening
 */
export function listenToSdkEvents(listener: Listener): () => void {
  const own: Listener = (name) => listener(name);
  listeners = [...listeners, own];
  chainSettings();
  return () => {
    listeners = listeners.filter((other) => other !== own);
  };
}

/** Chains the settings that are there, and those that the page or the SDK sets later. */
function chainSettings() {
  let settings = window.haptikInitSettings;
  if (settings && chained.includes(settings)) return;
  chain(settings);
  try {
    Object.defineProperty(window, 'haptikInitSettings', {
      configurable: true,
      enumerable: true,
      get: () => settings,
      set(value: Settings | undefined) {
        settings = value;
        chain(value);
      },
    });
  } catch {
    // The page declares it with `var`, so it cannot be redefined. Only the settings that are there now are chained.
  }
}

function chain(settings: Settings | undefined) {
  if (!settings || typeof settings !== 'object' || chained.includes(settings)) return;
  let sdkEvents = settings.sdkEvents;
  try {
    Object.defineProperty(settings, 'sdkEvents', {
      configurable: true,
      enumerable: true,
      // Each reader gets a function that calls what was set when it read, so that others can chain in the same way.
      get: () => passOn(sdkEvents),
      set(value: unknown) {
        sdkEvents = value;
      },
    });
    chained.push(settings);
  } catch {
    // The page has frozen its settings.
  }
}

function passOn(next: unknown): SdkEvents {
  return function (...values) {
    const isFirst = !isPassingOn;
    isPassingOn = true;
    try {
      if (isFirst) for (const name of namesIn(values)) for (const listener of listeners) listener(name);
      return typeof next === 'function' ? (next as SdkEvents).apply(this, values) : undefined;
    } finally {
      if (isFirst) isPassingOn = false;
    }
  };
}

/** Lists the names in what the SDK passes, each once. */
function namesIn(values: readonly unknown[]): string[] {
  const texts = values.flatMap((value) =>
    typeof value === 'object' && value !== null
      ? NAME_KEYS.map((key) => (value as Record<string, unknown>)[key])
      : [value],
  );
  return texts.filter((text, index): text is string => typeof text === 'string' && texts.indexOf(text) === index);
}
