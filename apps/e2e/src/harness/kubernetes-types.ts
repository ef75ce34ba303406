import path from 'node:path';
import ts from 'typescript';

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

const WORKSPACE = path.resolve(__dirname, '../../../..');

/**
 * Faults of objects against the types that are generated from Kubernetes' own OpenAPI description: fields that there
 * are not, values of a wrong type, missing ones. Kinds of others, such as KEDA's, are left out.
 */
export function typeFaults(objects: readonly KubernetesObject[]): string[] {
  const known = objects.filter(({ apiVersion }) => !apiVersion.startsWith('keda.sh/'));
  const file = path.join(WORKSPACE, 'kubernetes-objects.ts');
  const text = known.map(
    (object, index) => `const o${index}: ${typeOf(object)} = ${literal(object)};`,
  );
  return diagnose(file, [...text, 'export {};'].join('\n'));
}

function typeOf({ apiVersion, kind }: KubernetesObject): string {
  const [group = '', version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['core', apiVersion];
  return `import('kubernetes-types/${group.split('.')[0]}/${version}').${kind}`;
}

const literal = (object: KubernetesObject): string => JSON.stringify(object, undefined, 1);

function diagnose(file: string, text: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
