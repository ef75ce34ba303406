import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { variableFaults } from './harness/program-variables';
import { APPS } from './harness/stack';

const SWARM = path.resolve(__dirname, '../../../deploy/swarm');
const textOf = (name: string) => readFileSync(path.join(SWARM, name), 'utf8');

interface Service {
  image: string;
  environment?: Record<string, string>;
  secrets?: (string | { source: string })[];
  [key: string]: unknown;
}
interface Stack {
  services: Record<string, Service>;
  networks: Record<string, { driver: string; internal?: boolean; attachable?: boolean }>;
  secrets: Record<string, { external: boolean; name: string }>;
}
const read = (name: string) => parse(textOf(name), { merge: true }) as Stack;

describe('docker-stack.yml', () => {
  const { services, networks, secrets } = read('docker-stack.yml');
  const ours = Object.entries(services).filter(([name]) => name !== 'nginx');

  it('should hold every app, nginx and the migration', () => {
    expect(Object.keys(services).sort()).toEqual([...APPS, 'nginx', 'migrate'].sort());
  });

  it('should hand each program what it reads, all that it needs, and secrets as files only', async () => {
    for (const [name, { environment = {}, secrets: held = [] }] of ours) {
      const program = name === 'migrate' ? 'tools/migrate' : `apps/${name}`;
      expect(await variableFaults(program, Object.keys(environment))).toEqual([]);
      const files = Object.entries(environment).flatMap(([variable, value]) =>
        variable.endsWith('_FILE') ? [value] : [],
      );
      expect(files.sort()).toEqual(held.map((secret) => `/run/secrets/${String(secret)}`).sort());
    }
  });

  it('should name secrets that there are, each made by create-secrets.sh', () => {
    const held = Object.values(services).flatMap(({ secrets: names = [] }) =>
      names.map((each) => (typeof each === 'string' ? each : each.source)),
    );
    expect([...new Set(held)].sort()).toEqual(Object.keys(secrets).sort());
    const script = textOf('create-secrets.sh');
    const data = read('docker-stack.data.yml').secrets;
    for (const [key, { name, external }] of Object.entries({ ...secrets, ...data })) {
      expect(external).toBe(true);
      expect(name).toBe(`aisha_${key}_\${SECRETS_VERSION:-v1}`);
      expect(script).toMatch(new RegExp(`\\b${key}\\b`));
    }
  });

  it('should confine and limit each service, and never run latest', () => {
    for (const [name, service] of Object.entries(services)) {
      expect(service.image).toMatch(new RegExp(`/aisha/${name}:\\$\\{TAG:\\?`));
      expect({ name, ...service }).toMatchObject({
        name,
        user: '10001:10001',
        read_only: true,
        cap_drop: ['ALL'],
        logging: { options: { 'max-size': expect.any(String), 'max-file': expect.any(String) } },
        deploy: { resources: { limits: { memory: expect.any(String), pids: expect.any(Number) } } },
      });
    }
  });

  it('should take back what does not get ready, one task at a time', () => {
    for (const name of [...APPS, 'nginx']) {
      expect(services[name]).toMatchObject({
        deploy: {
          update_config: { parallelism: 1, failure_action: 'rollback', monitor: '10s' },
          rollback_config: { parallelism: 1 },
          restart_policy: { condition: 'any' },
        },
      });
    }
  });

  it('should let no stranger join its networks, and nobody out of those of the servers', () => {
    for (const network of Object.values(networks)) {
      expect(network).toMatchObject({ driver: 'overlay' });
      expect(network.attachable).not.toBe(true);
    }
    const closed = Object.keys(networks).filter((name) => networks[name]?.internal);
    expect(closed.sort()).toEqual(['data', 'hooks', 'storage']);
  });
});
