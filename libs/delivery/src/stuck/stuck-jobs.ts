import { Injectable } from '@nestjs/common';
import {
  answerPerson,
  checkObject,
  checkPhoto,
  collectImage,
  collectTraining,
  cutRecording,
  exportPerson,
  fetchFile,
  forgetPerson,
  generateImage,
  type JobContract,
  packGallery,
  probeAudio,
  refundPayment,
  sendMessage,
  type StuckKind,
  trainAvatar,
  transcribeAudio,
  transcribePiece,
  writePrompt,
} from '@aisha/contracts';
import { Jobs, withDeadline } from '@aisha/platform';

/** Jobs that wait for a worker, are in one's hands, or wait for their next try. */
export interface QueueState {
  queue: string;
  waiting: number;
  active: number;
  delayed: number;
}

const CONTRACTS = [
  answerPerson,
  checkObject,
  checkPhoto,
  collectImage,
  collectTraining,
  cutRecording,
  exportPerson,
  fetchFile,
  forgetPerson,
  generateImage,
  packGallery,
  probeAudio,
  refundPayment,
  sendMessage,
  trainAvatar,
  transcribeAudio,
  transcribePiece,
  writePrompt,
] as unknown as JobContract<never>[];
/** An operator's screen waits for Redis no longer than this. */
const ASK_MS = 1_000;

/** A row as Postgres names its columns. */
type Row = Record<string, unknown>;

/** The reminders of rows that may be stuck. A job that waits or runs is left alone. */
@Injectable()
export class StuckJobs {
  constructor(private readonly jobs: Jobs) {}

  knows(kind: StuckKind): boolean {
    return kind in RESTORES;
  }

  async restore(kind: StuckKind, row: Row): Promise<void> {
    await RESTORES[kind]?.(this.jobs, row);
  }

  /** @returns null when Redis does not answer. Jobs that failed for good are not kept: their rows tell. */
  async queues(): Promise<QueueState[] | null> {
    const asked = CONTRACTS.map(async (contract) => ({
      queue: contract.queue,
      ...(await this.jobs.depth(contract)),
    }));
    return withDeadline(Promise.all(asked), ASK_MS, 'no answer').catch(() => null);
  }
}

const text = (value: unknown): string => String(value);
/** Enqueued after the commit of the retry; a job with the same key that is still there stays as it is. */
const RESTORES: Partial<Record<StuckKind, (jobs: Jobs, row: Row) => Promise<void>>> = {
  transcripts: (jobs, { id, status, file_id, trace_id }) => {
    const transcriptId = text(id);
    if (status === 'fetching')
      return jobs.enqueue(fetchFile, { fileId: text(file_id) }, text(trace_id));
    return jobs.enqueue(
      status === 'probing' ? probeAudio : transcribeAudio,
      { transcriptId },
      text(trace_id),
    );
  },
  answers: (jobs, { id, trace_id }) =>
    jobs.enqueue(answerPerson, { answerId: text(id) }, text(trace_id)),
  prompts: (jobs, { id, trace_id }) =>
    jobs.enqueue(writePrompt, { promptId: text(id) }, text(trace_id)),
  archives: (jobs, { id, trace_id }) =>
    jobs.enqueue(packGallery, { archiveId: text(id) }, text(trace_id)),
  files: (jobs, { id, trace_id }) => jobs.enqueue(fetchFile, { fileId: text(id) }, text(trace_id)),
};
