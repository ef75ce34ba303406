import { type Action, encodeAction } from '../action';
import { TRANSCRIPT_ACTIONS } from '../actions/transcript.actions';
import { converse } from '../converse';
import { IDLE, readSession, type Session } from '../session';

const transcriptId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
const press = (action: Action, session: Session = IDLE) =>
  converse(session, { kind: 'press', action });
const type = (text: string, session: Session) => converse(session, { kind: 'text', text });
const list = (page: number, words?: string) => [
  { do: 'say', notice: { kind: 'transcripts-list', page, ...(words && { words }) } },
];

describe('the dialogue about transcripts', () => {
  it('should fit every button into the 64 bytes of Telegram', () => {
    for (const [verb, fields] of Object.entries(TRANSCRIPT_ACTIONS)) {
      const values = { transcriptId, page: 9_999, mode: 'transcript' };
      const action = { do: verb, ...values } as unknown as Action;
      expect([verb, Object.keys(fields).length <= 1]).toEqual([verb, true]);
      expect(Buffer.byteLength(encodeAction(action))).toBeLessThanOrEqual(64);
    }
  });

  it('should search for what is typed, page through it and come back to it', () => {
    const asked = press({ do: 'transcripts-search' });
    expect(asked.session).toEqual({ screen: 'transcript-search' });
    const found = type('  план   работ ', asked.session);
    expect(found.intents).toEqual(list(0, 'план работ'));
    expect(found.session.screen).toBe('idle');
    expect(readSession(found.session)).toEqual(found.session);
    const second = press({ do: 'transcripts-found', page: 1 }, found.session);
    expect(second.intents).toEqual(list(1, 'план работ'));
    const opened = press({ do: 'open-transcript', transcriptId }, second.session);
    expect(press({ do: 'transcripts-back' }, opened.session).intents).toEqual(
      list(1, 'план работ'),
    );
    expect(press({ do: 'transcripts', page: 0 }, second.session).intents).toEqual(list(0));
  });

  it('should ask again for words that are too few or too many', () => {
    const searching: Session = { screen: 'transcript-search' };
    for (const words of ['я', 'x'.repeat(101)]) {
      expect(type(words, searching)).toEqual({
        session: searching,
        intents: [{ do: 'say', notice: { kind: 'transcripts-search-invalid' } }],
      });
    }
  });

  it('should turn pages of the whole list where no words are known', () => {
    expect(press({ do: 'transcripts-found', page: 3 }).intents).toEqual(list(3));
    expect(press({ do: 'transcripts-back' }).intents).toEqual(list(0));
    expect(converse(IDLE, { kind: 'command', name: 'history' }).intents).toEqual(list(0));
  });

  it('should take the next text for a name, in one line and of bounded length', () => {
    const naming: Session = { screen: 'transcript-title', transcriptId };
    expect(type(' План\n <b>B</b> ', naming)).toEqual({
      session: IDLE,
      intents: [{ do: 'name-transcript', transcriptId, title: 'План <b>B</b>' }],
    });
    for (const title of ['  ', 'x'.repeat(61)]) {
      expect(type(title, naming)).toEqual({
        session: naming,
        intents: [{ do: 'say', notice: { kind: 'transcript-rename-invalid' } }],
      });
    }
    expect(press({ do: 'open-transcript', transcriptId }, naming).session).toEqual(IDLE);
  });

  it('should leave people where they stand when they pay for a recording on the way', () => {
    const elsewhere: Session = { screen: 'avatar-photos' };
    const paid = press({ do: 'pay-transcript', transcriptId }, elsewhere);
    expect(paid).toEqual({
      session: elsewhere,
      intents: [{ do: 'pay-transcript', transcriptId }],
    });
  });

  it('should show the list after a deletion from its first page on', () => {
    const session: Session = { screen: 'idle', transcripts: { page: 4, words: 'план' } };
    expect(press({ do: 'delete-transcript', transcriptId }, session).intents).toEqual([
      { do: 'delete-transcript', transcriptId, view: { page: 0, words: 'план' } },
    ]);
  });

  it('should lead on to what a promo code was wanted for', () => {
    const back = encodeAction({ do: 'open-transcript', transcriptId });
    const asked: Session = { screen: 'promo-code', back };
    expect(readSession(asked)).toEqual(asked);
    expect(type('GIFT', asked).intents).toEqual([{ do: 'redeem-promo', code: 'GIFT', back }]);
  });
});
