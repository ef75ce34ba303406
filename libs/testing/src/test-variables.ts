const setBy = 'run specs that need servers by their jest.medium.config.cjs';

/** A variable that the global setup of medium specs sets. */
export function testVariable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: ${setBy}.`);
}
