import { joinParts } from './joined-speech';

describe('joinParts', () => {
  it('should join what was said in order and take the first language that was heard', () => {
    const parts = [{ text: 'Раз,' }, { text: '' }, { text: 'два.', language: 'ru' }];
    expect(joinParts(parts)).toEqual({ text: 'Раз, два.', language: 'ru' });
  });

  it('should make an empty text of silence', () => {
    expect(joinParts([{ text: '', language: 'en' }])).toEqual({ text: '', language: null });
  });
});
