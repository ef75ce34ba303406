import { withDeadline } from './deadline';

describe('withDeadline', () => {
  it('should give back what came in time', async () => {
    expect(await withDeadline(Promise.resolve(7), 1_000, 'late')).toBe(7);
  });

  it('should pass a failure on as it is', async () => {
    const failing = Promise.reject(new Error('broken'));
    await expect(withDeadline(failing, 1_000, 'late')).rejects.toThrow('broken');
  });

  it('should say the reason when the time is over', async () => {
    const never = new Promise<void>(() => undefined);
    await expect(withDeadline(never, 5, 'no answer')).rejects.toThrow('no answer');
  });
});
