import { readFile } from 'node:fs/promises';
import { eventually } from '@aisha/testing';
import sharp from 'sharp';
import { beginAvatar, reviewAvatar, startTraining, welcomed } from '../harness/journeys';
import type { Person, Upload } from '../harness/person';
import { photos } from '../harness/samples';
import { Stack } from '../harness/stack';
import { median, percentile, report } from './figures';

const PEOPLE = 4;
const EACH = 15;
const TRAININGS = 5;
/** Pixels of a side of what phones take: 12 megapixels. */
const PHONE = 3_464;

describe('photo checks', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());

  it('prints how long a photo takes from the storage to the verdict, and the memory of the worker', async () => {
    report(`avatar-worker before the first photo: ${await memory()}`);
    const some = await photos(EACH);
    await prints('photos of 900 x 900', some);
    await prints('photos of 12 megapixels', await Promise.all(some.map(large)));
    report(`avatar-worker after ${PEOPLE * EACH * 2} photos: ${await memory()}`);
  });

  it('prints how long it takes from the last photo of two albums to the request that FAL has taken', async () => {
    const times: Record<string, number>[] = [];
    for (let count = 0; count < TRAININGS; count += 1) {
      const person = await welcomed(stack);
      await reviewAvatar(person);
      await startTraining(person);
      times.push(await submitted(person));
    }
    for (const step of ['checked', 'submitted']) {
      const sorted = times.map((time) => time[step]!).sort((one, other) => one - other);
      report(
        `${step}: median ${Math.round(median(sorted))} ms, at most ${Math.round(sorted.at(-1)!)} ms`,
      );
    }
  });

  /** Milliseconds from the last photo to the verdict on all, and from the start of the training to FAL's yes. */
  const submitted = (person: Person) =>
    eventually(
      async () => {
        const [row] = await stack.rows<Record<string, number>>(
          `select extract(epoch from max(p.checked_at) - max(f.created_at))::float * 1000 as checked,
             extract(epoch from max(t.submitted_at) - max(t.created_at))::float * 1000 as submitted
           from users u join avatars a on a.owner_id = u.id join trainings t on t.avatar_id = a.id
             join avatar_photos p on p.avatar_id = a.id join incoming_files f on f.id = p.file_id
           where u.telegram_id = $1 and t.request_id is not null`,
          [person.id],
        );
        expect(row!['submitted']).not.toBeNull();
        return row!;
      },
      { timeoutMs: 30_000 },
    );

  async function prints(what: string, uploads: Upload[]): Promise<void> {
    const times: number[] = [];
    const before = await processorMs();
    for (let count = 0; count < PEOPLE; count += 1) {
      const person = await welcomed(stack);
      await beginAvatar(person);
      for (const [index, upload] of uploads.entries()) {
        await person.send('document', [upload]);
        times.push(await checked(person, index + 1));
      }
    }
    times.sort((one, other) => one - other);
    const [middle, late] = [median(times), percentile(times, 0.95)].map(Math.round);
    const each = Math.round(((await processorMs()) - before) / times.length);
    report(`${what}: median ${middle} ms, 95th percentile ${late} ms, ${each} ms of a core each`);
  }

  /** Milliseconds from the moment when the newest photo was stored to its verdict. */
  const checked = (person: Person, count: number) =>
    eventually(async () => {
      const rows = await stack.rows<{ ms: string }>(
        `select extract(epoch from p.checked_at - f.stored_at) * 1000 as ms
         from avatar_photos p join incoming_files f on f.id = p.file_id
           join users u on u.id = f.owner_id
         where u.telegram_id = $1 and p.checked_at is not null order by p.position desc`,
        [person.id],
      );
      expect(rows).toHaveLength(count);
      return Number(rows[0]!.ms);
    });

  /** User and system time; Linux counts it in hundredths of a second. */
  const processorMs = async () => {
    const stat = await readFile(`/proc/${stack.app('avatar-worker').pid}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
    return (Number(user) + Number(system)) * 10;
  };

  const memory = async () => {
    const status = await readFile(`/proc/${stack.app('avatar-worker').pid}/status`, 'utf8');
    const megabytes = (field: string) =>
      Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1024);
    return `${megabytes('VmRSS')} MB resident, ${megabytes('VmHWM')} MB at most`;
  };
});

const large = async (upload: Upload): Promise<Upload> => ({
  ...upload,
  bytes: await sharp(upload.bytes).resize(PHONE, PHONE).jpeg({ quality: 92 }).toBuffer(),
});
