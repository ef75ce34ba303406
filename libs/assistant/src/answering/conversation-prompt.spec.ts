import { promptFor } from './conversation-prompt';

const exchange = (name: string, size = 10) => ({
  question: `question ${name}`.padEnd(size, '.'),
  answer: `answer ${name}`.padEnd(size, '.'),
});
const ask = (changes: Partial<Parameters<typeof promptFor>[0]> = {}) =>
  promptFor({
    memory: [],
    summary: null,
    question: 'Сколько времени?',
    spoken: false,
    persona: 'assistant',
    ...changes,
  });

describe('promptFor', () => {
  it('should end with the question and begin with who the assistant is', () => {
    const [system, question, ...rest] = ask();
    expect(system).toMatchObject({ role: 'system', content: expect.stringContaining('Aisha') });
    expect(question).toEqual({ role: 'user', content: 'Сколько времени?', images: [] });
    expect(rest).toEqual([]);
  });

  it('should retell the talk so far in order', () => {
    const talk = ask({ memory: [exchange('one'), exchange('two')] }).slice(1, -1);
    expect(talk.map(({ role, content }) => `${role}: ${content}`)).toEqual([
      'user: question one',
      'assistant: answer one',
      'user: question two',
      'assistant: answer two',
    ]);
  });

  it('should forget the oldest when the talk grows long, and leave no gap', () => {
    const memory = [exchange('tiny'), exchange('big', 12_000), exchange('new', 6_000)];
    const contents = ask({ memory }).map(({ content }) => content.slice(0, 12));
    expect(contents.filter((content) => /tiny|big/.test(content))).toEqual([]);
    expect(contents).toContain('question new');
  });

  it('should say what the talk was about before', () => {
    const [system] = ask({ summary: 'The cat is called Marmalade.' });
    expect(system?.content).toContain(
      'Earlier in this conversation:\nThe cat is called Marmalade.',
    );
  });

  it('should bound a question without end', () => {
    const { content } = ask({ question: 'а'.repeat(200_000) }).at(-1)!;
    expect(content).toHaveLength(60_004);
    expect(content.endsWith(' […]')).toBe(true);
  });

  it('should be whom the person chose', () => {
    expect(ask({ persona: 'coder' })[0]?.content).toContain('senior software engineer');
    expect(ask({ persona: 'listener' })[0]?.content).toContain('no doctor');
    expect(ask()[0]?.content).not.toContain('engineer');
  });

  it('should say when the question was spoken', () => {
    expect(ask({ spoken: true })[0]?.content).toContain('transcript of a voice recording');
    expect(ask()[0]?.content).not.toContain('transcript');
  });
});
