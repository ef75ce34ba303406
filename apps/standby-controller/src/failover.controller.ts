import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  HttpCode,
  Post,
  UseGuards,
} from '@nestjs/common';
import { z } from 'zod';
import { ControlTokenGuard } from './control-token.guard';
import { HandOver } from './hand-over';
import { Succession } from './succession';

const request = z.strictObject({ to: z.string().min(1).optional() });

/** The manual move. */
@Controller('failover')
@UseGuards(ControlTokenGuard)
export class FailoverController {
  constructor(
    private readonly succession: Succession,
    private readonly handOver: HandOver,
  ) {}

  /** 202 and what was begun; its outcome shows in the status. 409 with the reason where it cannot be. */
  @Post()
  @HttpCode(202)
  async failover(@Body() body: unknown) {
    const parsed = request.safeParse(body ?? {});
    if (!parsed.success) throw new BadRequestException(z.prettifyError(parsed.error));
    const plan = await this.succession.plan(parsed.data.to);
    if ('refusal' in plan) throw new ConflictException(plan.refusal);
    const { botId, epoch, from, to } = plan;
    void this.handOver.move({ botId, epoch, to, reason: 'moved' });
    return { botId, epoch, from, to };
  }
}
