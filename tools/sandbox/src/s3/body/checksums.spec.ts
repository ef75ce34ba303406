import { announcedChecksums } from './checksums';

describe('announcedChecksums', () => {
  // Check values of the CRC catalogue and of FIPS 180.
  it.each([
    ['crc32', '123456789', 'y/Q5Jg=='],
    ['crc32c', '123456789', '4waSgw=='],
    ['sha1', 'abc', 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0='],
    ['sha256', 'abc', 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
  ])('should give the known %s of "%s", also in pieces', (algorithm, text, expected) => {
    const checksum = announcedChecksums({ [`x-amz-checksum-${algorithm}`]: '' }).get(algorithm);
    checksum?.update(Buffer.from(text.slice(0, 2)));
    checksum?.update(Buffer.from(text.slice(2)));
    expect(checksum?.digest()).toBe(expected);
  });

  it('should find checksums that are announced as trailers', () => {
    const checksums = announcedChecksums({ 'x-amz-trailer': 'X-Amz-Checksum-Crc32' });
    expect([...checksums.keys()]).toEqual(['crc32']);
  });

  it('should not take a description for a checksum', () => {
    expect(announcedChecksums({ 'x-amz-checksum-mode': 'ENABLED' }).size).toBe(0);
  });

  it('should say that it cannot verify an algorithm it does not know', () => {
    expect(() => announcedChecksums({ 'x-amz-checksum-crc64nvme': 'AAAA' })).toThrow(
      expect.objectContaining({ status: 501 }),
    );
  });
});
