import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { settings } from '../src/config/settings.js';

const folder = 'deploy/kubernetes';
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly resources?: readonly string[];
  readonly spec?: Readonly<Record<string, unknown>>;
}

interface Container {
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly volumeMounts: readonly { readonly mountPath: string }[];
  readonly securityContext: object;
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
}
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

const read = (name: string): Resource => {
  const documents = parseAllDocuments(readFileSync(`${folder}/${name}`, 'utf8'), { uniqueKeys: true });
  expect(documents).toHaveLength(1);
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  return documents[0]?.toJS() as Resource;
};
/** The settings that take a secret from a file. */
const secrets = settings.flatMap(({ name, secret }) => (secret ? [`${name}_FILE`] : []));
const labels = { 'app.kubernetes.io/name': 'camgate' };

describe('the Kubernetes manifests', () => {
  it('are all applied by the kustomization, but for the example of the secret', () => {
    const listed = read('kustomization.yaml').resources ?? [];
    expect(listed.toSorted()).toEqual(
      files.filter((name) => !['kustomization.yaml', 'secret.example.yaml'].includes(name)).toSorted(),
    );
  });

  it.each(files)('%s says what it is', (name) => {
    const { apiVersion, kind, metadata } = read(name);
    expect(apiVersion).toMatch(/^([a-z0-9.]+\/)?v\d(beta\d)?$/);
    expect(kind).toMatch(/^[A-Z]\w+$/);
    expect(metadata?.name ?? 'camgate').toBe('camgate');
  });

  it('set settings that there are; secrets come from files of the secret', () => {
    const open = settings.flatMap(({ name, secret }) => (secret ? [] : [name]));
    expect(open).toEqual(expect.arrayContaining(Object.keys(read('config.yaml').data ?? {})));
    const keys = Object.keys(read('secret.example.yaml').stringData ?? {});
    const container = containerOf(read('deployment.yaml'));
    const mount = container.volumeMounts[0]?.mountPath ?? '';
    expect(container.env.map(({ value }) => value).toSorted()).toEqual(keys.map((key) => `${mount}/${key}`).toSorted());
    expect(secrets).toEqual(expect.arrayContaining(container.env.map(({ name }) => name)));
  });

  it('ask the probes that there are, of the port that the image listens on', () => {
    const container = containerOf(read('deployment.yaml'));
    const { startupProbe, readinessProbe, livenessProbe, ports } = container;
    expect([startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => httpGet)).toEqual([
      { path: '/health/ready', port: 'http' },
      { path: '/health/ready', port: 'http' },
      { path: '/health/live', port: 'http' },
    ]);
    const image = readFileSync('Dockerfile', 'utf8');
    expect(ports).toEqual([{ name: 'http', containerPort: Number(/\bPORT=(\d+)/.exec(image)?.[1]) }]);
    expect(image).toMatch(/^USER node$/m);
  });

  it('find the same pods by the same label', () => {
    const deployment = read('deployment.yaml').spec as {
      readonly selector: object;
      readonly template: { readonly metadata: { readonly labels: object } };
    };
    expect(deployment.selector).toEqual({ matchLabels: labels });
    expect(deployment.template.metadata.labels).toEqual(labels);
    expect(read('service.yaml').spec).toMatchObject({ selector: labels });
    expect(read('disruption-budget.yaml').spec).toMatchObject({ selector: { matchLabels: labels } });
    expect(read('network-policy.yaml').spec).toMatchObject({ podSelector: { matchLabels: labels } });
  });

  it('hold to the restricted pod security standard', () => {
    const pod = podOf(read('deployment.yaml'));
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(containerOf(read('deployment.yaml')).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });
});

it('the systemd unit reads each secret from a credential', () => {
  const unit = readFileSync('deploy/systemd/camgate.service', 'utf8');
  const loaded = [...unit.matchAll(/^LoadCredential=(\w+):/gm)].map(([, name]) => name);
  const used = [...unit.matchAll(/^Environment=(\w+)_FILE=%d\/(\w+)$/gm)];
  expect(used.map(([, , file]) => file)).toEqual(loaded);
  expect(secrets).toEqual(expect.arrayContaining(used.map(([, name]) => `${name}_FILE`)));
});

function podOf({ spec }: Resource): { readonly securityContext: object; readonly containers: readonly Container[] } {
  return (spec as { readonly template: { readonly spec: ReturnType<typeof podOf> } }).template.spec;
}

function containerOf(deployment: Resource): Container {
  const [container] = podOf(deployment).containers;
  if (container === undefined) throw new Error('no container');
  return container;
}
