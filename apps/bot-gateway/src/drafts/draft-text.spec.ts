import { show } from '../messages/telegram-html.fixture';
import { draftHtml } from './draft-text';

describe('draftHtml', () => {
  it('should be empty before the first word', () => {
    expect(draftHtml(' \n')).toBe('');
  });

  it('should be valid at every length of an answer', () => {
    const answer =
      '# Title\n\n**Bold** and `code`\n\n```ts\nconst a = 1 < 2;\n```\n- [x](https://e.com)';
    for (let end = 1; end <= answer.length; end += 1) show(draftHtml(answer.slice(0, end)));
    expect(show(draftHtml(answer)).text).toMatch(/^Title[^]*• x …$/);
  });

  it('should show the end of what is too long for a draft', () => {
    const { text } = show(draftHtml(`**${'word '.repeat(3_000)}** the end`));
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(text).toMatch(/the end …$/);
  });
});
