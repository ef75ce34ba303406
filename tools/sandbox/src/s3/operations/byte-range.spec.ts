import { byteRange } from './byte-range';

describe('byteRange', () => {
  it.each([
    ['bytes=2-5', { start: 2, end: 5 }],
    ['bytes=7-', { start: 7, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=5-500', { start: 5, end: 9 }],
  ])('should read %s of ten bytes', (header, expected) => {
    expect(byteRange(header, 10)).toEqual(expected);
  });

  it.each([undefined, 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2'])(
    'should give the whole object for %s',
    (header) => expect(byteRange(header, 10)).toBeUndefined(),
  );

  it.each([
    ['bytes=10-', 10],
    ['bytes=5-2', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
  ])('should refuse %s of %i bytes', (header, size) => {
    expect(() => byteRange(header, size)).toThrow(expect.objectContaining({ status: 416 }));
  });
});
