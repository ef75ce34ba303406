import { eventually } from './eventually';

describe('eventually', () => {
  it('should return the answer once the condition holds', async () => {
    let asked = 0;
    const answer = await eventually(() => {
      asked += 1;
      expect(asked).toBeGreaterThan(2);
      return asked;
    });
    expect(answer).toBe(3);
  });

  it('should take false for not yet', async () => {
    let asked = 0;
    await expect(eventually(() => ++asked > 1)).resolves.toBe(true);
  });

  it('should report the last failure when the time is over', async () => {
    const failing = eventually(() => Promise.reject(new Error('still empty')), { timeoutMs: 30 });
    await expect(failing).rejects.toThrow('Not so within 30 ms; at last: still empty');
  });
});
