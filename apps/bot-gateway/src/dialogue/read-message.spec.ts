import type { Message } from 'telegraf/types';
import { readMessage } from './read-message';

const read = (fields: object) => readMessage({ message_id: 1, date: 1, ...fields } as Message);

describe('readMessage', () => {
  it.each([
    ['/start', 'start'],
    ['/Start@aisha_bot', 'start'],
    ['/nonsense', 'nonsense'],
  ])('should read %p as the command %p', (text, name) => {
    expect(read({ text })).toEqual({ kind: 'command', name });
  });

  it('should read what stands behind a command', () => {
    const command = { kind: 'command', name: 'start', argument: 'ref-42' };
    expect(read({ text: '/start  ref-42 ' })).toEqual(command);
    const lines = { kind: 'command', name: 'find', argument: 'one\ntwo' };
    expect(read({ text: '/find one\ntwo' })).toEqual(lines);
  });

  it('should not take a path for a command', () => {
    expect(read({ text: '/etc/passwd' })).toEqual({ kind: 'text', text: '/etc/passwd' });
  });

  it('should take the largest size of a photo', () => {
    const photo = [{ file_id: 'small' }, { file_id: 'large', file_size: 9 }];
    expect(read({ photo })).toMatchObject({
      kind: 'photo',
      file: { telegramFileId: 'large', size: 9 },
    });
  });

  it('should know which photos came together', () => {
    const together = { media_group_id: '77', caption: 'us' };
    const known = { kind: 'photo', caption: 'us', album: '77' };
    expect(read({ photo: [{ file_id: 'one' }], ...together })).toMatchObject(known);
    const document = { file_id: 'two', mime_type: 'image/png' };
    expect(read({ document, ...together })).toMatchObject(known);
  });

  it.each<[object, object]>([
    [{ mime_type: 'image/png' }, { kind: 'photo' }],
    [{ file_name: 'IMG_1.HEIC' }, { kind: 'photo' }],
    [{ mime_type: 'audio/mpeg' }, { kind: 'audio', source: 'document' }],
    [{ file_name: 'talk.opus' }, { kind: 'audio', source: 'document' }],
    [{ mime_type: 'application/pdf' }, { kind: 'unsupported', what: 'document' }],
    [{ file_name: 'Notes.DOCX' }, { kind: 'writing' }],
    [{ mime_type: 'text/plain', file_name: 'notes' }, { kind: 'writing' }],
    [{ file_name: 'old.doc' }, { kind: 'unsupported', what: 'document' }],
    [{ mime_type: 'application/octet-stream' }, { kind: 'audio', source: 'document' }],
    [{}, { kind: 'audio', source: 'document' }],
  ])('should know a document %p by its type or its name', (fields, input) => {
    expect(read({ document: { file_id: 'd', ...fields } })).toMatchObject(input);
  });

  it.each([
    ['voice', 'voice'],
    ['audio', 'audio'],
    ['video_note', 'video-note'],
    ['video', 'video'],
  ])('should hear a %s', (field, source) => {
    expect(read({ [field]: { file_id: 'f' } })).toMatchObject({ kind: 'audio', source });
  });

  it('should say nothing to service messages', () => {
    expect(read({ new_chat_title: 'x' })).toBeUndefined();
    expect(read({ pinned_message: {} })).toBeUndefined();
  });
});
