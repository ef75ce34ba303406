// Opens the servers of this run, unless whoever started Jest has done so for all projects.
module.exports = async () => {
  if (process.env.TEST_DATABASE_TEMPLATE) return;
  const { openTestServers } = await import('../../tools/setup/test-servers.mjs');
  const servers = await openTestServers((line) => process.stderr.write(`${line}\n`));
  Object.assign(process.env, servers.variables);
  globalThis.__AISHA_TEST_SERVERS__ = servers;
};
