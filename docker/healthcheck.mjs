// Asks the app in this container for its health and prints the answer; ends with code 0 only on 200.
// `live` as an argument asks whether the process answers, instead of whether it can do its part.
const { HTTP_PORT } = process.env;
const page = process.argv[2] === 'live' ? '/health/live' : '/health';
try {
  const answer = await fetch(`http://127.0.0.1:${HTTP_PORT}${page}`, {
    signal: AbortSignal.timeout(4_000),
  });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.log(error.cause?.message ?? error.message);
  process.exitCode = 1;
}
