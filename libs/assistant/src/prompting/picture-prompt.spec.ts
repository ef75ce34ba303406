import fc from 'fast-check';
import { messagesFor, promptOf } from './picture-prompt';

describe('words for a picture', () => {
  it('should be asked for in English, and from a photo in the language of the person', () => {
    const about = { words: 'на Луне', language: 'ru' } as const;
    const [system, user] = messagesFor({ task: 'translate', ...about });
    expect(system!.content).toContain('Answer in English');
    expect(user).toEqual({ role: 'user', content: 'на Луне' });
    expect(messagesFor({ task: 'photo', ...about }, 'data:x')[0]!.content).toContain('in Russian');
    expect(messagesFor({ task: 'photo', ...about }, 'data:x')[1]!.images).toEqual(['data:x']);
  });

  it('should be read from the answer, on one line and not too long', () => {
    expect(promptOf('{"prompt":"  on\\nthe moon "}')).toBe('on the moon');
    expect(promptOf(JSON.stringify({ prompt: '😀'.repeat(600) }))).toBe('😀'.repeat(500));
  });

  it.each(['', 'on the moon', '{}', '{"prompt":""}', '{"prompt":7}', '[]', 'null', '{"prompt":'])(
    'should not be taken from %j',
    (text) => expect(promptOf(text)).toBeUndefined(),
  );

  it('should survive whatever a model says', () => {
    fc.assert(fc.property(fc.string(), (text) => void promptOf(text)));
  });
});
