import { parseAddress, withPresignedHeaders } from './s3-request';

describe('parseAddress', () => {
  it('should take dots and slashes of a key as they are', () => {
    expect(parseAddress('/photos/../..//etc/%2e%2e/passwd')).toMatchObject({
      bucket: 'photos',
      key: '../..//etc/../passwd',
    });
  });

  it('should decode keys and parameters', () => {
    const address = parseAddress('/photos/a%20b%3F+c?prefix=%D0%B0+b&list-type=2&uploads');
    expect(address.key).toBe('a b?+c');
    expect(address.query).toEqual([
      ['prefix', 'а b'],
      ['list-type', '2'],
      ['uploads', ''],
    ]);
  });

  it('should know requests to the service and to a bucket', () => {
    expect(parseAddress('/?x-id=ListBuckets')).toMatchObject({ bucket: '', key: '' });
    expect(parseAddress('/photos')).toMatchObject({ bucket: 'photos', key: '' });
    expect(parseAddress('/photos/')).toMatchObject({ bucket: 'photos', key: '' });
  });

  it.each(['/photos/%', '/photos/%ff', '/ph%00otos/x', '/ph_tos/x'])('should refuse %s', (url) => {
    expect(() => parseAddress(url)).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe('withPresignedHeaders', () => {
  it('should add what the URL carries, but not the parts of its signature', () => {
    const headers = withPresignedHeaders({ host: 'a' }, [
      ['X-Amz-Date', '20260102T030405Z'],
      ['x-amz-meta-who', 'me'],
      ['x-id', 'PutObject'],
    ]);
    expect(headers).toEqual({ host: 'a', 'x-amz-meta-who': 'me' });
  });

  it('should refuse what no header can hold', () => {
    expect(() => withPresignedHeaders({}, [['x-amz-meta-who', 'a\r\nb']])).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  });
});
