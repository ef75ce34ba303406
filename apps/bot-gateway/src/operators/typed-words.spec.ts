import { readBroadcast } from './broadcast-words';
import { MOST_GRANTED, readGrant } from './grant-words';

describe('what operators type', () => {
  it.each([
    ['120 sorry for the delay', { amount: 120, reason: 'sorry for the delay' }],
    ['  +5   a gift\nfor the bug ', { amount: 5, reason: 'a gift for the bug' }],
    ['sorry 120', { mistake: 'grant-format' }],
    ['-20 no', { mistake: 'grant-format' }],
    ['1.5 half', { mistake: 'grant-format' }],
    ['0 nothing', { mistake: 'grant-amount' }],
    [`${MOST_GRANTED + 1} a fortune`, { mistake: 'grant-amount' }],
    ['99999999999999999999 overflow', { mistake: 'grant-amount' }],
    ['120', { mistake: 'reason-missing' }],
    [`120 ${'x'.repeat(301)}`, { mistake: 'reason-too-long' }],
  ])('should read the grant «%s»', (words, expected) => {
    expect(readGrant(words)).toEqual(expected);
  });

  it.each([
    ['<b>Hi</b>', { textRu: '<b>Hi</b>', textEn: '<b>Hi</b>' }],
    ['Привет\n---\nHello', { textRu: 'Привет', textEn: 'Hello' }],
    ['a - b -- c', { textRu: 'a - b -- c', textEn: 'a - b -- c' }],
    ['1 &lt; 2 & 3', { textRu: '1 &lt; 2 & 3', textEn: '1 &lt; 2 & 3' }],
    ['Привет\n---\n', { mistake: 'news-empty' }],
    ['<b> </b>', { mistake: 'news-empty' }],
    ['a\n---\nb\n---\nc', { mistake: 'news-markup', words: '---' }],
    ['<b>open', { mistake: 'news-markup', words: '<b>' }],
    ['<b><i>crossed</b></i>', { mistake: 'news-markup', words: '</b>' }],
    ['<script>x</script>', { mistake: 'news-markup', words: '<script>' }],
    ['<a href="javascript:x">x</a>', { mistake: 'news-markup', words: '<a href="javascript:x">' }],
    ['2 < 3', { mistake: 'news-markup', words: '<' }],
    ['x'.repeat(4_097), { mistake: 'news-too-long' }],
  ])('should read the news «%.40s»', (words, expected) => {
    expect(readBroadcast(words)).toEqual(expected);
  });

  it('should take a link of the web', () => {
    const words = 'See <a href="https://example.org/?a=1&b=2">the page</a>';
    expect(readBroadcast(words)).toEqual({ textRu: words, textEn: words });
  });
});
