const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8000;
const EVENTS = ['message', 'edit', 'delete', 'action', 'draft'];

/**
 * @typedef {object} StreamListener
 * @property {() => void} opened also after each reconnect
 * @property {() => void} lost
 * @property {(name: string, data: unknown, seq: number) => void} received
 */

/**
 * Server-sent events that come back by themselves. The browser reconnects after a broken line, but gives
 * up for good after an HTTP error (a proxy's 502 while the sandbox restarts): then we open a new one.
 * @param {string} url
 * @param {StreamListener} listener
 * @returns {() => void} closes it
 */
export function openEventStream(url, listener) {
  let retryMs = FIRST_RETRY_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let source = connect();

  function connect() {
    const opened = new EventSource(url);
    opened.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      listener.opened();
    });
    opened.addEventListener('error', onError);
    for (const name of EVENTS) opened.addEventListener(name, onEvent);
    return opened;
  }

  function onError() {
    listener.lost();
    if (source.readyState !== EventSource.CLOSED) return;
    timer = setTimeout(() => (source = connect()), retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }

  /** @param {MessageEvent} event */
  function onEvent(event) {
    listener.received(event.type, JSON.parse(event.data), Number(event.lastEventId));
  }

  return () => {
    clearTimeout(timer);
    source.close();
  };
}
