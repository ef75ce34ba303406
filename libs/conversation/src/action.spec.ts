import fc from 'fast-check';
import { type Action, decodeAction, encodeAction } from './action';

const id = fc.uuid();
const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom<Action>({ do: 'menu' }, { do: 'review' }, { do: 'gallery' }, { do: 'cancel' }),
  fc.constantFrom<Action>({ do: 'gender', gender: 'female' }, { do: 'gender', gender: 'male' }),
  id.map((orderId): Action => ({ do: 'ratio', orderId, ratio: '16:9' })),
  id.map((orderId): Action => ({ do: 'quality', orderId, quality: 'balanced' })),
  id.map((orderId): Action => ({ do: 'like-style', orderId, styleId: 'a-style-of-16-ch' })),
  id.map((orderId): Action => ({ do: 'style-page', orderId, category: 'abcdefghij', page: 99 })),
  id.map((avatarId): Action => ({ do: 'photo-for', avatarId, use: 'source' })),
  id.map((avatarId): Action => ({ do: 'train', avatarId })),
  id.map((avatarId): Action => ({ do: 'train-with', avatarId, preset: 'balanced' })),
  id.map((avatarId): Action => ({ do: 'delete-avatar-all', avatarId })),
  id.map((trainingId): Action => ({ do: 'ask-cancel-training', trainingId })),
  id.map((imageId): Action => ({ do: 'ask-delete-image', imageId })),
  id.map((imageId): Action => ({ do: 'gallery-favourite', imageId, on: 'yes' })),
  id.map((photoId): Action => ({ do: 'agree', wanted: `replace-photo:${photoId}` })),
  fc
    .stringMatching(/^[a-z-]{1,40}$/)
    .map((styleId): Action => ({ do: 'gallery-of-style', styleId })),
  id.map((transcriptId): Action => ({ do: 'decline-transcript', transcriptId })),
  id.map((transcriptId): Action => {
    const back = encodeAction({ do: 'open-transcript', transcriptId });
    return { do: 'buy', packageId: 's1000', back };
  }),
  fc.constant<Action>({ do: 'topup-for', back: '' }),
  id.map((userId): Action => ({ do: 'op-pick-refund', userId })),
  id.map((userId): Action => ({ do: 'op-ledger', userId, page: 9999 })),
  id.map((broadcastId): Action => ({ do: 'op-news-start', broadcastId })),
  id.map((rowId): Action => ({ do: 'op-retry', of: 'unreachable', rowId })),
  id.map((transcriptId): Action => ({ do: 'doc-write', kind: 'official', transcriptId })),
  id.map((transcriptId): Action => ({ do: 'doc-translate', language: 'kk', transcriptId })),
  id.map((documentId): Action => ({ do: 'doc-as', format: 'docx', documentId })),
  fc.nat(9999).map((page): Action => ({ do: 'transcripts', page })),
  fc.nat(9999).map((page): Action => ({ do: 'money-history', page })),
);

describe('callback data', () => {
  it('should come back as the action that it was', () => {
    fc.assert(
      fc.property(actions, (action) => {
        expect(decodeAction(encodeAction(action))).toEqual(action);
      }),
    );
  });

  it("should fit into Telegram's 64 bytes", () => {
    fc.assert(
      fc.property(actions, (action) => {
        expect(Buffer.byteLength(encodeAction(action))).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('should not be understood when it is not ours', () => {
    fc.assert(
      fc.property(fc.string(), (data) => {
        const action = decodeAction(data);
        expect(action === undefined || encodeAction(action) === data).toBe(true);
      }),
    );
    expect(decodeAction('train:1 or 1=1')).toBeUndefined();
    expect(decodeAction('ratio:1:1')).toBeUndefined();
  });
});
