import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
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

/** What each server needs to become a user of its own; all others need nothing. Tried on an engine (docs/security.md). */
const CAPABILITIES: Record<string, string[]> = {
  postgres: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
  'registry-ui': ['CHOWN', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'],
  // Writes dumps into a folder of the host's.
  dump: ['DAC_OVERRIDE'],
};
/** Their images write beside their data as they start, or could not be tried. */
const WRITABLE = ['s3', 'registry-ui'];

it('should leave no service of compose or swarm a capability that it does not need, nor privileges', async () => {
  const stacks = ['swarm/docker-stack.yml', 'swarm/docker-stack.data.yml'];
  for (const file of [
    'docker-compose.data.yml',
    'docker-compose.bot.registry.yml',
    'docker-compose.registry.yml',
    ...stacks,
  ]) {
    for (const [name, service] of Object.entries(await servicesIn(file))) {
      const {
        cap_drop: dropped,
        cap_add: added = [],
        privileged,
        pid,
        network_mode: network,
      } = service;
      expect({ file, name, dropped, added }).toEqual({
        file,
        name,
        dropped: ['ALL'],
        added: CAPABILITIES[name] ?? [],
      });
      expect({ name, privileged, pid, network }).toEqual({ name });
      const swarm = file.startsWith('swarm');
      // Swarm has no such option; an engine may be set to it as a whole ("no-new-privileges": true).
      if (!swarm) expect(service.security_opt).toEqual(['no-new-privileges:true']);
      if (!WRITABLE.includes(name) && !(swarm && name === 'postgres'))
        expect({ name, ...service }).toMatchObject({ name, read_only: true });
      // The socket of the engine is the host.
      expect(JSON.stringify(service.volumes ?? [])).not.toContain('docker.sock');
    }
  }
});

it('should leave pods of the chart no capability, no root and nothing to write on', async () => {
  const rendered = path.join(DEPLOY, 'helm/rendered');
  for (const file of await readdir(rendered)) {
    const text = await readFile(path.join(rendered, file), 'utf8');
    const containers = parseAllDocuments(text).flatMap((document) => containersIn(document.toJS()));
    expect(containers.length).toBeGreaterThan(0);
    for (const { name, securityContext } of containers) {
      expect({ name, ...securityContext }).toEqual({
        name,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  }
});

interface Container {
  name: string;
  securityContext?: object;
}

/** All containers of a pod or of what makes pods, however deep. */
function containersIn(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]: [string, unknown]) =>
    /^(c|initC)ontainers$/.test(field) ? (inner as Container[]) : containersIn(inner),
  );
}
