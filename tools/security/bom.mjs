/** A purl of npm: a scope's @ is escaped. https://github.com/package-url/purl-spec */
const purlOf = (name, version) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/** npm writes sha512 in base64, CycloneDX wants hex. */
const hashesOf = (integrity) =>
  integrity?.startsWith('sha512-')
    ? [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }]
    : [];

/** A bill of materials of a program, from what its bundle took in and what the lock knows of it. */
export function bomOf({ name, version, packages, lock }) {
  const root = { type: 'application', 'bom-ref': name, name, version };
  const components = Object.entries(packages).map(([id, exact]) => {
    const known = Object.entries(lock).find(
      ([place, each]) => place.endsWith(`node_modules/${id}`) && each.version === exact,
    )?.[1];
    const license = known?.license;
    return {
      type: 'library',
      'bom-ref': purlOf(id, exact),
      name: id,
      version: exact,
      purl: purlOf(id, exact),
      hashes: hashesOf(known?.integrity),
      licenses: typeof license === 'string' ? [{ expression: license }] : [],
    };
  });
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: root },
    components,
    dependencies: [{ ref: name, dependsOn: components.map((each) => each['bom-ref']) }],
  };
}

/** What a reader of the list could not work with: a package without a version or hash, or one that is there twice. */
export function faultsOf({ components }) {
  const seen = new Set();
  return components.flatMap(({ name, version, purl, hashes }) => {
    const twice = seen.has(purl);
    seen.add(purl);
    return [
      ...(/^\d+\.\d+\.\d+/.test(version) ? [] : [`${name} has no version`]),
      ...(hashes.length > 0 ? [] : [`${name}@${version} is not in the lock`]),
      ...(twice ? [`${name} is there twice`] : []),
    ];
  });
}
