import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { variableFaults, variablesOf } from './harness/program-variables';
import { APPS } from './harness/stack';

const WORKSPACE = path.resolve(__dirname, '../../..');
const DEPLOY = path.join(WORKSPACE, 'deploy');

interface Service {
  image: string;
  environment?: Record<string, string>;
  secrets?: string[];
  [key: string]: unknown;
}

const composeFiles = async () =>
  (await readdir(DEPLOY)).filter((name) => /^docker-compose\..*\.yml$/.test(name));
const textOf = (name: string) => readFile(path.join(DEPLOY, name), 'utf8');
const servicesIn = async (name: string) =>
  (parse(await textOf(name), { merge: true }) as { services: Record<string, Service> }).services;
const example = async () => {
  const text = await readFile(path.join(WORKSPACE, '.env.example'), 'utf8');
  return [...text.matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name]) => name!);
};
const appOf = (service: string) =>
  service.startsWith('bot-polling') ? 'bot-gateway' : service.replace(/-\d$/, '');

describe('.env.example', () => {
  it('should name each variable that the programs or the compose files read, once, and no other', async () => {
    const programs = [...APPS.map((app) => `apps/${app}`), 'tools/migrate'];
    const read = (await Promise.all(programs.map(variablesOf))).flat().map(({ name }) => name);
    const texts = await Promise.all((await composeFiles()).map(textOf));
    const used = texts.flatMap((text) =>
      [...text.matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name!),
    );
    expect((await example()).sort()).toEqual([...new Set([...read, ...used])].sort());
  });

  it('should leave a developer who copies it as it is with the defaults', async () => {
    const text = await readFile(path.join(WORKSPACE, '.env.example'), 'utf8');
    expect(text.match(/^[A-Z][A-Z0-9_]*=.+$/gm)).toBeNull();
  });
});

describe.each(['docker-compose.bot.registry.yml', 'docker-compose.registry.yml'])('%s', (file) => {
  const ours = async () =>
    Object.entries(await servicesIn(file)).filter(([name]) => !['nginx', 'dump'].includes(name));

  it('should give each app what it needs, nothing that it does not read, and secrets as files only', async () => {
    for (const [service, { environment = {}, secrets = [] }] of await ours()) {
      const program = service === 'migrate' ? 'tools/migrate' : `apps/${appOf(service)}`;
      const given = Object.keys(environment);
      expect({ service, faults: await variableFaults(program, given) }).toEqual({
        service,
        faults: [],
      });
      const files = given.filter((name) => name.endsWith('_FILE')).map((name) => environment[name]);
      expect(files.sort()).toEqual(secrets.map((name) => `/run/secrets/${name}`).sort());
    }
  });

  it('should confine each service, and never deploy latest', async () => {
    for (const [name, service] of Object.entries(await servicesIn(file))) {
      expect(service.image).not.toMatch(/:latest|^[^:]+$/);
      expect({ name, ...service }).toMatchObject({
        name,
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        logging: { options: { 'max-size': expect.any(String) } },
      });
    }
  });
});

it('should limit the memory and processors of every service that stays', async () => {
  for (const file of await composeFiles()) {
    if (/check|published/.test(file)) continue;
    for (const [name, service] of Object.entries(await servicesIn(file))) {
      if (service.profiles) continue;
      expect({ name, ...service }).toMatchObject({
        name,
        restart: 'unless-stopped',
        deploy: { resources: { limits: { cpus: expect.any(String), memory: expect.any(String) } } },
      });
    }
  }
});
