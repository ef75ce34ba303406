import {
  type CanActivate,
  type ExecutionContext,
  HttpException,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ControllerConfig } from '../controller.env';
import { isPassword } from './board-password';

/** Of all callers together: behind a proxy they have one address, and the password is not to be found by trying. */
const WRONG_TRIES = 10;
const WITHIN_S = 60;
const ALL = 'all';

/** Lets in whoever gives `CONTROL_TOKEN` as the password, as browsers do. */
@Injectable()
export class BoardGuard implements CanActivate {
  private readonly knows: (authorization: string | undefined) => boolean;
  private readonly wrongTries = new RateLimiterMemory({ points: WRONG_TRIES, duration: WITHIN_S });

  constructor(@Inject(CONFIG) { CONTROL_TOKEN }: ControllerConfig) {
    this.knows = isPassword(CONTROL_TOKEN);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const { authorization } = http.getRequest<FastifyRequest>().headers;
    const reply = http.getResponse<FastifyReply>();
    await this.refuseWhileTried(reply);
    if (this.knows(authorization)) return true;
    // A browser that asks what to show has not tried anything.
    if (authorization !== undefined) await this.wrongTries.consume(ALL).catch(() => undefined);
    reply.header('www-authenticate', 'Basic realm="Aisha queues", charset="UTF-8"');
    throw new UnauthorizedException('the control token is needed as the password');
  }

  private async refuseWhileTried(reply: FastifyReply): Promise<void> {
    const tried = await this.wrongTries.get(ALL);
    if (!tried || tried.consumedPoints < WRONG_TRIES) return;
    reply.header('retry-after', Math.ceil(tried.msBeforeNext / 1_000));
    throw new HttpException('too many wrong passwords', 429);
  }
}
