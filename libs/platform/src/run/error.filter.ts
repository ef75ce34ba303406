import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, HttpException, Logger } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { reportError } from '../reporting/error-reports';

/** Nest's own errors say their status by a method, Fastify's (a body over its limit) by a field. */
export const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  // Clients of strangers put the stranger's status on their errors: that is no answer of ours.
  return String(code).startsWith('FST_') ? Number(statusCode) : 500;
};

/** What we say ourselves below 500 is said; else whoever asks learns the status and nothing of what broke. */
@Catch()
export class ErrorFilter extends BaseExceptionFilter {
  private readonly troubles = new Logger(ErrorFilter.name);

  override catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return super.catch(error, host);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusOf(error);
    if (status >= 500) this.trouble(error);
    void reply.status(status).send(bodyOf(error, status));
  }

  private trouble(error: unknown): void {
    this.troubles.error({ msg: 'request failed', error });
    reportError(error, 'request failed');
  }
}

/** Fastify's refusals come as bare texts, the router's own 404 repeats the path that was asked for. */
function bodyOf(error: unknown, status: number): object {
  const said = error instanceof HttpException && status < 500 && error.getResponse();
  return typeof said === 'object' && status !== 404
    ? said
    : { statusCode: status, message: STATUS_CODES[status] ?? 'Error' };
}

/** For what Fastify refuses before there is a route, such as an address that cannot be decoded. */
export const refuseUnreadable = (_error: unknown, _request: FastifyRequest, reply: FastifyReply) =>
  void reply.code(400).send({ statusCode: 400, message: 'Bad Request' });
