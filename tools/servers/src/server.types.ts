export type ServerKind = 'postgres' | 'redis' | 's3';

/** `test`: thrown away afterwards, fast instead of durable. `local`: kept between runs. */
export type Purpose = 'test' | 'local';

/** The way by which a server was found or started. */
export type How = 'address' | 'docker' | 'embedded' | 'binary' | 'installed by apt';

export interface OpenedServer {
  readonly how: How;
  /** One line for people: what it is and where. Holds no secrets. */
  readonly describe: string;
  /** Stops what was started; leaves alone what was only found at an address. */
  close(): Promise<void>;
}

export interface OpenedUrl extends OpenedServer {
  /** With user name and password. */
  readonly url: string;
}

export interface OpenedS3 extends OpenedServer {
  /** http(s) address, path-style buckets. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface ServersByKind {
  readonly postgres: OpenedUrl;
  readonly redis: OpenedUrl;
  readonly s3: OpenedS3;
}

export type Progress = (line: string) => void;

/** What each way of opening a server is told. */
export interface OpeningContext {
  readonly purpose: Purpose;
  /** Folder of this kind of server; its contents survive in `local`. */
  readonly dataDir: string;
  readonly onProgress: Progress;
}
