import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { QueryPairs, RequestHeaders } from './auth/signature';
import { S3Error } from './s3-error';

/** The address of a request, percent-decoded. Path style only: `/bucket/key`. */
export interface S3Address {
  path: string;
  bucket: string;
  key: string;
  query: QueryPairs;
}

/** Never resolves `..` or `//` in a path: to S3 they are letters of a key. */
export function parseAddress(url: string): S3Address {
  const [, rawPath = '', rawQuery = ''] = /^([^?]*)\??(.*)$/s.exec(url) ?? [];
  const path = decodeUri(rawPath);
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  if (bucket && !/^[A-Za-z0-9.-]{1,63}$/.test(bucket)) throw new S3Error(400, 'InvalidBucketName');
  return { path, bucket, key, query: parseQuery(rawQuery) };
}

/** Node joins repeated headers; only Set-Cookie stays a list, which no request has. */
export function plainHeaders({ headers }: IncomingMessage): RequestHeaders {
  // Without a prototype: clients name the headers that they signed, `constructor` among them.
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) plain[name] = String(value);
  return plain;
}

/** A presigned URL carries as parameters what would else be headers. */
export function withPresignedHeaders(headers: RequestHeaders, query: QueryPairs): RequestHeaders {
  const carried = query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => CARRIED.test(name));
  for (const [name, value] of carried) requireLegalHeader(name, value);
  return { ...Object.fromEntries(carried), ...headers };
}

/** Throws 400 for what no HTTP header can hold, such as a line break or a letter beyond Latin-1. */
export function requireLegalHeader(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new S3Error(400, 'InvalidArgument', `The value of ${name} is no legal header.`);
  }
}

// Not the parameters of the signature itself.
const CARRIED =
  /^x-amz-(?!algorithm$|credential$|date$|expires$|signedheaders$|signature$|content-sha256$|security-token$)/;

function parseQuery(text: string): QueryPairs {
  return text
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
      return [decodeParameter(name), decodeParameter(value)] as const;
    });
}

const decodeParameter = (text: string) => decodeUri(text.replaceAll('+', '%20'));

/** Percent-decodes; throws 400 if it cannot. */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}
