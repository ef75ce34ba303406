import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ControllerConfig } from './controller.env';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Lets in whoever bears `CONTROL_TOKEN`. */
@Injectable()
export class ControlTokenGuard implements CanActivate {
  private readonly expected: Buffer;

  constructor(@Inject(CONFIG) { CONTROL_TOKEN }: ControllerConfig) {
    this.expected = digest(`Bearer ${CONTROL_TOKEN}`);
  }

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context
      .switchToHttp()
      .getRequest<{ headers: Record<string, string | undefined> }>();
    // Digests are of one length, so the comparison takes the same time whatever was sent.
    if (timingSafeEqual(digest(headers.authorization ?? ''), this.expected)) return true;
    throw new UnauthorizedException('a bearer token is needed');
  }
}
