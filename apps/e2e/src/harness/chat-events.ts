/** One event of a chat, as the web chat hears it. */
export interface HeardEvent {
  readonly name: string;
  readonly data: { readonly text?: string; readonly messageId?: number };
  /** By `performance.now()`. */
  readonly at: number;
}

/** Listens to a chat as the web chat does: signs that live for seconds are heard nowhere else. */
export async function listen(chatUrl: string, personId: number) {
  const heard: HeardEvent[] = [];
  const leaving = new AbortController();
  const address = `${chatUrl}/api/people/${personId}/events`;
  const response = await fetch(address, { signal: leaving.signal });
  const reading = read(response.body!, heard).catch(() => undefined);
  const close = async () => {
    leaving.abort();
    await reading;
  };
  return { heard, close };
}

async function read(body: ReadableStream<Uint8Array>, heard: HeardEvent[]): Promise<void> {
  let waiting = '';
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (waiting + text).split('\n\n');
    waiting = blocks.pop()!;
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (name && data)
        heard.push({ name, data: JSON.parse(data) as HeardEvent['data'], at: performance.now() });
    }
  }
}
