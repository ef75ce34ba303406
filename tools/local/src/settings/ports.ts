import type { Environment } from './env-file';

/** Everything that listens, with the variable of .env that moves it and where it is otherwise. */
export const portDefaults = {
  chat: { variable: 'SANDBOX_CHAT_PORT', port: 3000 },
  telegram: { variable: 'SANDBOX_TELEGRAM_PORT', port: 3001 },
  fal: { variable: 'SANDBOX_FAL_PORT', port: 3002 },
  openai: { variable: 'SANDBOX_OPENAI_PORT', port: 3003 },
  s3: { variable: 'SANDBOX_S3_PORT', port: 3004 },
  'bot-gateway': { variable: 'BOT_GATEWAY_PORT', port: 8080 },
  'standby-controller': { variable: 'STANDBY_CONTROLLER_PORT', port: 8081 },
  'avatar-worker': { variable: 'AVATAR_WORKER_PORT', port: 8082 },
  'transcription-worker': { variable: 'TRANSCRIPTION_WORKER_PORT', port: 8083 },
  'webhook-api': { variable: 'WEBHOOK_API_PORT', port: 8001 },
} as const;

export type Listener = keyof typeof portDefaults;
export type Ports = Readonly<Record<Listener, number>>;
export const listeners = Object.keys(portDefaults) as Listener[];

/** The ports of this run; each fault is a sentence's part in `faults`. */
export function readPorts(env: Environment, faults: string[]): Ports {
  const entries = listeners.map((name) => {
    const { variable, port } = portDefaults[name];
    const value = env[variable];
    if (value !== undefined && !isPort(value)) {
      faults.push(`${variable} must be a port number from 1 to 65535, got "${value}"`);
    }
    return [name, Number(value ?? port)] as const;
  });
  faults.push(...sharedPorts(entries));
  return Object.fromEntries(entries) as Ports;
}

const isPort = (value: string) =>
  /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;

function sharedPorts(entries: readonly (readonly [Listener, number])[]): string[] {
  return entries.flatMap(([name, port], index) => {
    const earlier = entries.slice(0, index).find(([, other]) => other === port);
    return earlier ? [`${earlier[0]} and ${name} cannot both have port ${port}`] : [];
  });
}

interface Listening {
  readonly sandboxed: ReadonlySet<Listener>;
}

/** What the sandbox listens for: its stand-ins, and the web chat if Telegram is one of them. */
export const sandboxListeners = ({ sandboxed }: Listening): Listener[] => [
  ...(sandboxed.has('telegram') ? ['chat' as const] : []),
  ...sandboxed,
];
