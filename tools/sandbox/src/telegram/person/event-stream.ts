import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ChatEvent } from '../person-api.types';
import { toChatMessage } from '../world/chat-message';
import type { SequencedEvent } from '../world/chat-events';
import type { World } from '../world/world';

const HEARTBEAT_MS = 15_000;
const toBlock = ({ seq, event }: SequencedEvent) =>
  `id: ${seq}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;

/** Sends what happens in chats to whoever looks on, as server-sent events. */
export class EventStreams {
  private readonly open = new Set<FastifyReply>();

  constructor(private readonly world: World) {}

  /** Ends every stream before the server closes, which would wait for them. */
  endWith(app: FastifyInstance) {
    app.addHook('preClose', (done) => {
      for (const reply of this.open) reply.raw.end();
      done();
    });
  }

  /** Begins a stream: first what changed after the seq, then everything as it happens. */
  start(chatId: number, after: number | undefined, reply: FastifyReply) {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 1000\n\n');
    for (const event of this.missed(chatId, after)) raw.write(toBlock(event));
    const leave = this.world.events.listen(chatId, (event) => raw.write(toBlock(event)));
    const heartbeat = setInterval(() => raw.write(':\n\n'), HEARTBEAT_MS).unref();
    this.open.add(reply);
    raw.once('close', () => {
      leave();
      clearInterval(heartbeat);
      this.open.delete(reply);
    });
  }

  private missed(chatId: number, after: number | undefined): SequencedEvent[] {
    if (after === undefined) return [];
    const { entries, deletions } = this.world.chats.since(chatId, after);
    const changes = entries.map((entry): SequencedEvent => {
      const name = entry.createdSeq > after ? 'message' : 'edit';
      return { seq: entry.seq, event: { name, data: toChatMessage(entry) } };
    });
    const gone = deletions.map(({ seq, messageId }): SequencedEvent => {
      const event: ChatEvent = { name: 'delete', data: { messageId } };
      return { seq, event };
    });
    return [...changes, ...gone].sort((a, b) => a.seq - b.seq);
  }
}
