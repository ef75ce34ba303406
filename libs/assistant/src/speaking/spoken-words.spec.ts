import { SPOKEN_CHARACTERS, spokenWords } from './spoken-words';

describe('spokenWords', () => {
  it('should read out words, not markup, code or addresses', () => {
    const markdown =
      '# Title\n\n**Bold** and [a link](https://e.com)\n- one\n\n```js\nlet x;\n```\nSee https://e.com/x end';
    expect(spokenWords(markdown)).toEqual({
      text: 'Title\nBold and a link\none\nSee end',
      shortened: false,
    });
  });

  it('should end a long answer with a sentence, else with a word', () => {
    const sentences = spokenWords('Это предложение о погоде. '.repeat(200));
    expect(sentences.shortened).toBe(true);
    expect(sentences.text).toMatch(/погоде\.$/);
    const words = spokenWords('слово '.repeat(1_000));
    expect(words.text).toMatch(/слово$/);
    expect(spokenWords('а'.repeat(5_000)).text).toHaveLength(SPOKEN_CHARACTERS);
  });

  it('should be empty where there is nothing to say', () => {
    expect(spokenWords('```js\nlet x;\n```').text).toBe('');
  });
});
