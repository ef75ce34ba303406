import { readFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import * as jobs from '@aisha/contracts';
import { type KubernetesObject, typeFaults } from './harness/kubernetes-types';
import { variableFaults } from './harness/program-variables';
import { APPS } from './harness/stack';

const HELM = path.resolve(__dirname, '../../../deploy/helm');
const CASES = ['least', 'webhook', 'trial'] as const;
const PORTS: Record<(typeof APPS)[number], number> = {
  'bot-gateway': 8080,
  'standby-controller': 8081,
  'avatar-worker': 8082,
  'transcription-worker': 8083,
  'webhook-api': 8001,
};

interface Probe {
  httpGet: { path: string; port: string };
}
interface Container {
  image: string;
  env: { name: string; value?: string }[];
  envFrom?: { configMapRef: { name: string } }[];
  ports?: { name: string; containerPort: number }[];
  securityContext: object;
  volumeMounts: { name: string; mountPath: string }[];
  startupProbe: Probe;
  livenessProbe: Probe;
  readinessProbe: Probe;
}
interface Pod {
  containers: [Container];
  volumes: { name: string; secret?: { secretName: string; items: { key: string }[] } }[];
  [key: string]: unknown;
}
interface Rendered extends KubernetesObject {
  spec: {
    selector?: { matchLabels?: Record<string, string> } & Record<string, unknown>;
    podSelector?: { matchLabels: Record<string, string> };
    template: { metadata: { labels: Record<string, string> }; spec: Pod };
    [key: string]: unknown;
  };
  data?: Record<string, string>;
}

const parse = (text: string): Rendered[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as Rendered | null)
    .filter((object) => object !== null);
const rendered = (name: string): Rendered[] =>
  parse(readFileSync(path.join(HELM, 'rendered', `${name}.yaml`), 'utf8'));
const byName = (objects: Rendered[]) =>
  Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
/** What the render script says, in a process of its own: it is a module that Jest does not load. */
const ask = (expression: string): string =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const r = await import('${HELM}/render.mjs'); console.log(${expression})`,
    ],
    { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
  ).trim();

describe.each(CASES)('the chart with the values of cases/%s.yaml', (name) => {
  const objects = rendered(name);
  const of = (kind: string) => objects.filter((object) => object.kind === kind);
  const deployments = of('Deployment');
  const pods = [...deployments, ...of('Job')];
  const nameOf = ({ metadata }: KubernetesObject) => metadata.labels!['app.kubernetes.io/name']!;
  const containerOf = (object: Rendered) => object.spec.template.spec.containers[0];

  it('should be what Helm made of it last', () => {
    const text = readFileSync(path.join(HELM, 'rendered', `${name}.yaml`), 'utf8');
    const advice = 'changed since: HELM=... node deploy/helm/render.mjs';
    expect({ advice, from: text.split('\n')[0] }).toEqual({
      advice,
      from: `# From ${ask(`r.digest('${name}')`)}`,
    });
    const now = ask(`r.render('${name}') ?? ''`);
    // Not word by word: Helm 3 and 4 put the objects in another order.
    if (now !== '') expect(byName(parse(now))).toEqual(byName(objects));
  });

  it("should be of Kubernetes' own types, without a field that there is not", () => {
    expect(typeFaults(objects)).toEqual([]);
    expect(typeFaults([{ ...objects[0]!, replicsa: 1 } as KubernetesObject])).not.toEqual([]);
  });

  it('should hold every app, and each with what belongs to it', () => {
    expect(deployments.map(nameOf).sort()).toEqual([...APPS].sort());
    for (const kind of ['Service', 'ConfigMap', 'PodDisruptionBudget']) {
      expect({ kind, of: of(kind).map(nameOf).sort() }).toEqual({ kind, of: [...APPS].sort() });
    }
    const names = of('NetworkPolicy').map(nameOf).sort();
    if (name !== 'trial') expect(names).toEqual(['aisha', ...APPS, 'migrate'].sort());
  });

  it('should hand each program what it reads, all that it needs and nothing else', async () => {
    for (const object of pods) {
      const container = containerOf(object);
      const maps = container.envFrom?.map(({ configMapRef }) => configMapRef.name) ?? [];
      const plain = of('ConfigMap').filter(({ metadata }) => maps.includes(metadata.name));
      const given = [
        ...container.env.map((variable) => variable.name),
        ...plain.flatMap(({ data }) => Object.keys(data ?? {})),
      ];
      const program = nameOf(object) === 'migrate' ? 'tools/migrate' : `apps/${nameOf(object)}`;
      expect(await variableFaults(program, given)).toEqual([]);
      expect(new Set(given).size).toBe(given.length);
    }
  });

  it('should mount the files that its variables name, and no other secret', () => {
    for (const object of pods) {
      const { volumes } = object.spec.template.spec;
      const files = containerOf(object).env.flatMap(({ name: variable, value }) =>
        variable.endsWith('_FILE') ? [value!] : [],
      );
      const { secret } = volumes.find((volume) => volume.name === 'secrets')!;
      expect(files.sort()).toEqual(
        secret!.items.map(({ key }) => `/run/secrets/aisha/${key}`).sort(),
      );
    }
  });

  it('should ask the right addresses for health, at the right port', () => {
    for (const object of deployments) {
      const container = containerOf(object);
      const port = PORTS[nameOf(object) as keyof typeof PORTS];
      expect(container.ports).toContainEqual({ name: 'http', containerPort: port });
      const probe = (kind: 'startup' | 'liveness' | 'readiness') =>
        container[`${kind}Probe`].httpGet;
      expect(probe('startup')).toEqual({ path: '/health/live', port: 'http' });
      expect(probe('liveness')).toEqual({ path: '/health/live', port: 'http' });
      expect(probe('readiness')).toEqual({ path: '/health', port: 'http' });
    }
  });

  it('should run images of one release, never the latest', () => {
    for (const object of pods) {
      expect(containerOf(object).image).toMatch(
        new RegExp(`/aisha/${nameOf(object)}:(?!latest).+$`),
      );
    }
    expect(new Set(pods.map((object) => containerOf(object).image.split(':').at(-1))).size).toBe(1);
  });

  it('should confine every pod', () => {
    for (const object of pods) {
      expect(object.spec.template.spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(containerOf(object)).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: expect.anything(), limits: { memory: expect.any(String) } },
      });
      expect(containerOf(object).volumeMounts.map(({ mountPath }) => mountPath)).toContain('/tmp');
    }
  });

  it('should select the pods that it means, by whatever selects', () => {
    const labels = (object: Rendered) => object.spec.template.metadata.labels;
    for (const object of [...of('Service'), ...of('PodDisruptionBudget'), ...of('NetworkPolicy')]) {
      const { selector, podSelector } = object.spec;
      const wanted = podSelector?.matchLabels ?? selector?.matchLabels ?? selector ?? {};
      const chosen = pods.filter((pod) =>
        Object.entries(wanted).every(([key, value]) => labels(pod)[key] === value),
      );
      const expected = nameOf(object) === 'aisha' ? pods.map(nameOf) : [nameOf(object)];
      expect(chosen.map(nameOf).sort()).toEqual(expected.sort());
    }
    for (const deployment of deployments) {
      expect(labels(deployment)).toMatchObject(deployment.spec.selector!.matchLabels!);
    }
  });

  it('should migrate before anything changes', () => {
    for (const { metadata } of of('Job')) {
      expect(metadata.annotations).toMatchObject({
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      });
    }
    expect(of('Job')).toHaveLength(1);
  });

  it('should scale workers by queues that they serve', () => {
    const queues = Object.values(jobs).flatMap((each) =>
      typeof each === 'object' && 'queue' in each ? [each.queue] : [],
    );
    const scalers = [...of('HorizontalPodAutoscaler'), ...of('ScaledObject')];
    const text = JSON.stringify(scalers);
    const named = [...text.matchAll(/queue(?:":"|=\\")([a-z-]+)/g)].map(([, queue]) => queue);
    for (const queue of named) expect(queues).toContain(queue);
    expect(named.length > 0).toBe(name !== 'least');
  });
});

it('should show strangers nothing but their own paths', () => {
  const [ingress] = rendered('webhook').filter(({ kind }) => kind === 'Ingress');
  expect(
    [...JSON.stringify(ingress).matchAll(/"path":"([^"]+)","pathType":"(\w+)"/g)].map((match) =>
      match.slice(1),
    ),
  ).toEqual([
    ['/webhooks/fal', 'Exact'],
    ['/telegram/webhook', 'Exact'],
  ]);
});
