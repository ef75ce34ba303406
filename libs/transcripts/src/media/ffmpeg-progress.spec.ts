import { secondsDone } from './ffmpeg-progress';

describe('secondsDone', () => {
  it('should read the last block', () => {
    const progress = [
      'out_time_us=500000\nout_time_ms=500000\nout_time=00:00:00.500000\nprogress=continue',
      'out_time_us=5439417\nout_time_ms=5439417\nout_time=00:00:05.439417\nprogress=end\n',
    ].join('\n');
    expect(secondsDone(progress)).toBe(5.439417);
  });

  it('should understand versions that write microseconds under the name of milliseconds only', () => {
    expect(secondsDone('out_time_ms=2000000\nprogress=end\n')).toBe(2);
  });

  it.each(['', 'out_time_us=N/A\nprogress=end\n', 'out_time_us=-9223372036854775807\n'])(
    'should call no output 0 seconds: %j',
    (progress) => {
      expect(secondsDone(progress)).toBe(0);
    },
  );
});
