import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BoardGuard } from './board.guard';
import { QueueBoard } from './queue-board';

/** Bull Board, for operators. Only questions are let through, so nothing can be changed here whatever the page offers. */
@Controller('queues')
@UseGuards(BoardGuard)
export class QueueBoardController {
  constructor(private readonly board: QueueBoard) {}

  @Get(['', '*'])
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.board.show(request, reply);
  }
}
