import { parseRedisAddress } from './redis-address';

const faultOf = (text: string) => {
  try {
    return parseRedisAddress(text) && '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a REDIS_URL', () => {
  it('should name one server', () => {
    expect(parseRedisAddress('redis://:p%40ss@192.168.0.3:6379/2')).toEqual({
      kind: 'server',
      nodes: [{ host: '192.168.0.3', port: 6379 }],
      tls: false,
      password: 'p@ss',
      db: 2,
    });
    expect(parseRedisAddress('rediss://anna:a:b@[::1]')).toMatchObject({
      nodes: [{ host: '::1', port: 6379 }],
      tls: true,
      username: 'anna',
      password: 'a:b',
      db: 0,
    });
  });

  it('should name sentinels and what they watch', () => {
    const url = 'redis+sentinel://:secret@one:26379,two,three:26400/mymaster/1?sentinel_password=s';
    expect(parseRedisAddress(url)).toEqual({
      kind: 'sentinel',
      nodes: [
        { host: 'one', port: 26379 },
        { host: 'two', port: 26379 },
        { host: 'three', port: 26400 },
      ],
      service: 'mymaster',
      tls: false,
      password: 'secret',
      sentinelPassword: 's',
      db: 1,
    });
    expect(faultOf('redis+sentinel://one:26379')).toContain('must name what the sentinels watch');
    expect(faultOf('redis+sentinel://one/master/0/more')).toContain('must name what');
  });

  it('should name nodes of a cluster, which has one database', () => {
    expect(parseRedisAddress('rediss+cluster://u:p@one:7000,two:7001/0')).toMatchObject({
      kind: 'cluster',
      nodes: [
        { host: 'one', port: 7000 },
        { host: 'two', port: 7001 },
      ],
      tls: true,
    });
    expect(faultOf('redis+cluster://one/3')).toContain('a cluster has one database');
  });

  it('should be refused in a sentence that repeats nothing of it', () => {
    const faults = [
      'hunter2',
      'http://hunter2',
      'redis://',
      'redis://hunter2:99999',
      'redis://hunter2/text',
      'redis://:hunter2%@host',
      'redis://one,hunter2',
    ].map(faultOf);
    expect(faults).not.toContain('');
    expect(faults.join()).not.toContain('hunter2');
  });
});
