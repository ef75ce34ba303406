const BOT = '"id":7000000001,"is_bot":true,"first_name":"Aisha","username":"aisha_bench_bot"';
const HEADERS = { 'content-type': 'application/json' };
const TRUE = { json: 'true' };

/** The methods that bots of this bench call, over plain HTTP. */
export class BotApi {
  #polling;
  #push;
  #replied;
  #messageId = 0;

  constructor({ polling, push, replied }) {
    this.#polling = polling;
    this.#push = push;
    this.#replied = replied;
  }

  #methods = {
    getme: () => ({ json: `{${BOT}}` }),
    setmycommands: () => TRUE,
    sendchataction: () => TRUE,
    deletewebhook: () => this.#setWebhook({}),
    setwebhook: (parameters) => this.#setWebhook(parameters),
    getwebhookinfo: () => ({ json: JSON.stringify(this.#push.info()) }),
    sendmessage: (parameters) => this.#send(parameters, ++this.#messageId),
    editmessagetext: (parameters) => this.#send(parameters, Number(parameters.message_id)),
  };

  /** For `createServer`. */
  handle = (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => this.#call(request, response, chunks));
  };

  #call(request, response, chunks) {
    const { pathname, searchParams } = splitUrl(request.url);
    const method = pathname.slice(pathname.lastIndexOf('/') + 1).toLowerCase();
    const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    const parameters = read(request, body, searchParams);
    if (method === 'getupdates') return this.#poll(parameters, response);
    const answer = this.#methods[method]?.(parameters);
    end(response, answer ?? { error: 404, description: 'Not Found' });
  }

  #poll(parameters, response) {
    if (this.#push.isSet)
      return end(response, {
        error: 409,
        description:
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      });
    const leave = this.#polling.poll(parameters, (answer) => end(response, answer));
    response.on('close', leave);
  }

  #setWebhook(settings) {
    if (settings.url) this.#polling.makeWay('terminated by setWebhook request');
    this.#push.set(settings);
    return TRUE;
  }

  #send({ chat_id: chatId, text }, messageId) {
    this.#replied(Number(chatId), text);
    const date = Math.floor(Date.now() / 1000);
    return {
      json: `{"message_id":${messageId},"from":{${BOT}},"chat":{"id":${chatId},"type":"private"},"date":${date},"text":${JSON.stringify(text)}}`,
    };
  }
}

function splitUrl(url) {
  const mark = url.indexOf('?');
  return mark < 0
    ? { pathname: url }
    : { pathname: url.slice(0, mark), searchParams: new URLSearchParams(url.slice(mark)) };
}

function read({ headers }, body, searchParams) {
  const query = searchParams ? Object.fromEntries(searchParams) : {};
  if (body.length === 0) return query;
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    ? { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) }
    : { ...query, ...JSON.parse(body) };
}

function end(response, { json, error, description }) {
  if (response.destroyed) return;
  const body = error
    ? JSON.stringify({ ok: false, error_code: error, description })
    : `{"ok":true,"result":${json}}`;
  response.writeHead(error ?? 200, { ...HEADERS, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
