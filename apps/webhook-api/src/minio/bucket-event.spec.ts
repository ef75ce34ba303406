import { changedKeys } from './bucket-event';

const event = (key: unknown) =>
  Buffer.from(
    JSON.stringify({
      EventName: 's3:ObjectCreated:Put',
      Key: 'aisha/x',
      Records: [{ eventName: 's3:ObjectCreated:Put', s3: { object: { key, size: 1 } } }],
    }),
  );

describe('a bucket notification', () => {
  it.each([
    ['incoming%2Favatar-photo%2Fa%2Fb', 'incoming/avatar-photo/a/b'],
    ['incoming/two+words%2B', 'incoming/two words+'],
    ['%D1%84%D0%BE%D1%82%D0%BE', 'фото'],
  ])('should name the object %s plainly', (escaped, plain) => {
    expect(changedKeys(event(escaped))).toEqual([plain]);
  });

  it.each([
    Buffer.from(''),
    Buffer.from('{'),
    Buffer.from('{}'),
    Buffer.from('{"Records":[]}'),
    Buffer.from('[null]'),
    event(7),
    event(''),
    event('%E0%A4%A'),
  ])('should be refused when it is none: %s', (body) => {
    expect(changedKeys(body)).toBeUndefined();
  });
});
