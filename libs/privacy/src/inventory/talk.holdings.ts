import type { Holding } from './holding';

const DAY = `to_char(t.created_at, 'YYYY-MM-DD')`;
/** As the person named it, if it is safe as a file's name; else by what it is. */
const ENDING = `coalesce(substring(lower(t.file_name) from '\\.[a-z0-9]{1,5}$'), case
  when t.mime_type like 'image/%' then '.jpg' when t.mime_type = 'audio/mpeg' then '.mp3'
  when t.mime_type like 'video/%' then '.mp4' when t.mime_type like 'audio/%' then '.ogg' else '' end)`;

/** What they said and sent, and what they were told; children before parents. */
export const TALK: Holding[] = [
  { table: 'group_requests', belongs: 't.owner_id = $1', fate: 'delete' },
  {
    table: 'chat_settings',
    belongs: '(t.updated_by = $1 or t.wanted_by = $1)',
    fate: {
      clear: { updated_by: 'null', wanted: 'null', wanted_by: 'null', wanted_at: 'null' },
    },
  },
  {
    // Of groups where they asked, too: a summary cannot be taken apart again.
    table: 'talks',
    belongs: `t.chat_id = $2 or exists (select 1 from answers a
      where a.owner_id = $1 and a.bot_id = t.bot_id and a.chat_id = t.chat_id)`,
    fate: 'delete',
    exported: {
      file: 'conversation',
      columns: { began: 't.began_at', summary: 't.summary' },
      where: 't.chat_id = $2',
      order: 't.began_at, t.chat_id',
    },
  },
  {
    table: 'answer_voices',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    objects: ['object_key'],
    exported: {
      file: 'spoken-answers',
      columns: { when: 't.created_at', seconds: 't.seconds' },
      where: `t.status = 'ready'`,
      order: 't.created_at desc, t.id',
      files: [
        {
          key: 't.object_key',
          name: `'spoken-answers/' || ${DAY} || '-' || left(t.id::text, 8) || '.ogg'`,
        },
      ],
    },
  },
  {
    // The photos themselves are files that they sent.
    table: 'question_photos',
    belongs: 't.answer_id in (select a.id from answers a where a.owner_id = $1)',
    fate: 'delete',
  },
  {
    table: 'answers',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    counted: 'questions',
    exported: {
      file: 'questions',
      columns: { when: 't.created_at', question: 't.question', answer: 't.text' },
      order: 't.created_at desc, t.id',
    },
  },
  {
    table: 'transcript_documents',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    objects: ['object_key'],
    exported: {
      file: 'documents',
      columns: {
        when: 't.created_at',
        kind: 't.kind',
        language: 't.language',
        question: 't.question',
      },
      where: `t.text is not null`,
      order: 't.created_at desc, t.id',
      texts: [
        {
          body: 't.text',
          name: `'documents/' || ${DAY} || '-' || t.kind || '-' || left(t.id::text, 8) || '.txt'`,
        },
      ],
    },
  },
  {
    table: 'transcript_pieces',
    belongs: `t.transcript_id in (select r.id from transcripts r where r.owner_id = $1)`,
    fate: 'delete',
    objects: ['object_key'],
  },
  {
    table: 'transcripts',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    counted: 'recordings',
    exported: {
      file: 'transcripts',
      columns: {
        when: 't.created_at',
        name: 't.title',
        sent: 't.source',
        seconds: 't.duration_seconds',
        language: 't.language',
        price: 't.price',
      },
      order: 't.created_at desc, t.id',
      texts: [
        {
          body: 't.text',
          name: `'transcripts/' || ${DAY} || '-' || left(t.id::text, 8) || '.txt'`,
        },
      ],
    },
  },
  {
    table: 'incoming_files',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    objects: ['object_key'],
    exported: {
      file: 'sent-files',
      columns: {
        when: 't.created_at',
        name: 't.file_name',
        kind: 't.mime_type',
        bytes: 't.size',
        'sent for': 't.purpose',
      },
      where: `t.status = 'stored'`,
      order: 't.created_at desc, t.id',
      files: [
        {
          key: 't.object_key',
          name: `case t.purpose when 'transcript' then 'recordings/' else 'sent-photos/' end
            || ${DAY} || '-' || left(t.id::text, 8) || ${ENDING}`,
        },
      ],
    },
  },
  { table: 'sessions', belongs: 't.chat_id = $2', fate: 'delete' },
  { table: 'outbound_messages', belongs: 't.chat_id = $2', fate: 'chat' },
  { table: 'inbox_updates', belongs: 't.chat_id = $2', fate: 'chat' },
  { table: 'chats', belongs: 't.chat_id = $2', fate: 'chat' },
];
