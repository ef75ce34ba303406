module.exports = async () => {
  await globalThis.__AISHA_TEST_SERVERS__?.close();
};
