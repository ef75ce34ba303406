import type { Stream } from 'openai/streaming';
import { ProviderFailure } from '../provider.errors';

/**
 * The events of a stream, ended as an outage when none comes for `limitMs`: the client's own timeout is over as soon
 * as an answer begins.
 */
export async function* silenceLimit<Event>(
  stream: Stream<Event>,
  limitMs: number,
): AsyncGenerator<Event> {
  let fellSilent = false;
  const timer = setTimeout(() => {
    fellSilent = true;
    stream.controller.abort();
  }, limitMs);
  try {
    for await (const event of stream) {
      timer.refresh();
      yield event;
    }
  } catch (error) {
    throw fellSilent ? silence(limitMs) : error;
  } finally {
    clearTimeout(timer);
  }
  // An aborted stream ends without a word.
  if (fellSilent) throw silence(limitMs);
}

const silence = (limitMs: number) =>
  new ProviderFailure('openai', 'unavailable', `the answer fell silent for ${limitMs} ms`, {
    errorType: 'stream_silent',
  });
