import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { onConnection, onRedis } from '@aisha/servers';
import { testBucket } from './test-bucket';
import { createTestDatabase } from './test-database';
import { testRedisUrl } from './test-redis';

describe('the kit of medium specs', () => {
  it('should give each caller a database of its own', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await onConnection(one.url, (client) => client.query('create table mine (id int)'));
    await expect(
      onConnection(other.url, (client) => client.query('select * from mine')),
    ).rejects.toThrow('relation "mine" does not exist');
    await Promise.all([one.close(), other.close()]);
  });

  it('should drop a database that is still in use', async () => {
    const { url, close } = await createTestDatabase();
    await onConnection(url, async (client) => {
      await close();
      await expect(client.query('select 1')).rejects.toThrow();
    }).catch(() => undefined);
    await expect(onConnection(url, (client) => client.query('select 1'))).rejects.toThrow(
      'does not exist',
    );
  });

  it('should give each caller an empty Redis database', async () => {
    const [one, other] = [await testRedisUrl(), await testRedisUrl()];
    await onRedis(one, (redis) => redis.set('key', 'value'));
    expect(await onRedis(other, (redis) => redis.dbsize())).toBe(0);
  });

  it('should give each caller an empty bucket and remove it with its objects', async () => {
    const { endpoint, accessKey, secretKey, bucket, close } = await testBucket();
    expect(bucket).toContain('test');
    const s3 = new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    });
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b.txt', Body: 'text' }));
    await close();
    await expect(
      s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'a/b.txt' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
    s3.destroy();
  });
});
