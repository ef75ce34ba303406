import { type ArgumentsHost, Catch, HttpException } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { reportError } from './error-reports';

/** A request that ends with 500 is reported; what it is answered stays Nest's. An app's own filter comes before it. */
@Catch()
export class UnexpectedErrorFilter extends BaseExceptionFilter {
  constructor({ httpAdapter }: HttpAdapterHost) {
    super(httpAdapter);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() === 'http' && !isForeseen(error)) reportError(error, 'request failed');
    super.catch(error, host);
  }
}

/** An answer that was chosen, of Nest or of Fastify, such as 404 or 413. */
const isForeseen = (error: unknown): boolean => {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status < 500;
};
