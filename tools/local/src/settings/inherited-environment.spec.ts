import { inheritedEnvironment } from './inherited-environment';

describe('inheritedEnvironment', () => {
  it('should pass on what belongs to the machine and nothing of the project', () => {
    const shell = {
      PATH: '/bin',
      HOME: '/home/me',
      LC_ALL: 'C.UTF-8',
      https_proxy: 'http://proxy',
      DATABASE_URL: 'postgresql://other/project',
      FAL_KEY: 'of another project',
    };
    expect(Object.keys(inheritedEnvironment(shell))).toEqual([
      'PATH',
      'HOME',
      'LC_ALL',
      'https_proxy',
    ]);
  });
});
