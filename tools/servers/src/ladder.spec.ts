import { climb, readForced, selectRungs } from './ladder';
import type { Ladder, Rung } from './ladder';
import type { How, OpenedServer, OpeningContext } from './server.types';
import { NotHere, ServerUnavailable } from './unavailable.errors';

const context: OpeningContext = {
  purpose: 'test',
  dataDir: '/nowhere',
  onProgress: () => undefined,
};
const opened = (how: How): OpenedServer => ({ how, describe: how, close: async () => undefined });
const rung = (how: How, open: Rung<OpenedServer>['open']): Rung<OpenedServer> => ({
  how,
  purposes: ['test'],
  open,
});
const holding = (how: How) => rung(how, async () => opened(how));
const missing = (how: How, reason: string) =>
  rung(how, async () => {
    throw new NotHere(reason);
  });
const ladderOf = (...rungs: Rung<OpenedServer>[]): Ladder<OpenedServer> => ({
  title: 'Redis',
  advice: 'install it',
  rungs,
});

describe('ladder', () => {
  it('should take the first rung that holds', async () => {
    const ladder = ladderOf(
      rung('address', async () => undefined),
      missing('docker', 'no engine'),
      holding('binary'),
      holding('installed by apt'),
    );
    expect((await climb(ladder, context)).how).toBe('binary');
  });

  it('should say in one sentence what to install when no rung holds', async () => {
    const ladder = ladderOf(missing('docker', 'no engine'), missing('binary', 'not on PATH'));
    await expect(climb(ladder, context)).rejects.toThrow(
      new ServerUnavailable(
        'No Redis to use: install it (docker: no engine; binary: not on PATH).',
      ),
    );
  });

  it('should not fall back when a given address is refused', async () => {
    const refused = rung('address', async () => {
      throw new ServerUnavailable('TEST_REDIS_URL does not answer.');
    });
    await expect(climb(ladderOf(refused, holding('binary')), context)).rejects.toThrow(
      'TEST_REDIS_URL does not answer.',
    );
  });

  it('should keep to Docker when told so, and leave it out when told so', () => {
    const ladder = ladderOf(holding('address'), holding('docker'), holding('binary'));
    const hows = (forced?: 'docker' | 'binary') =>
      selectRungs(ladder, 'test', forced).map(({ how }) => how);
    expect(hows('docker')).toEqual(['docker']);
    expect(hows('binary')).toEqual(['address', 'binary']);
    expect(hows()).toEqual(['address', 'docker', 'binary']);
  });

  it('should keep the rungs of a server that has none for Docker', () => {
    const ladder = ladderOf(holding('address'), holding('embedded'));
    expect(selectRungs(ladder, 'test', 'docker')).toHaveLength(2);
  });

  it('should leave out rungs of another purpose', () => {
    expect(selectRungs(ladderOf(holding('address')), 'local')).toEqual([]);
  });

  it('should refuse an unknown way in one sentence', () => {
    expect(readForced('')).toBeUndefined();
    expect(() => readForced('podman')).toThrow(
      'AISHA_TEST_SERVERS must be docker or binary, got "podman".',
    );
  });
});
