// Lets specs import message catalogues (.ftl) as text, as the bundler does.
module.exports = {
  process: (source) => ({ code: `module.exports = ${JSON.stringify(source)};` }),
};
