import type { StoredObject } from '../storage/stored-object';
import {
  allowsRange,
  checkCopyConditions,
  checkReadConditions,
  writeCondition,
} from './conditions';

const object: StoredObject = {
  key: 'a',
  size: 1,
  etag: 'abc',
  checksums: {},
  headers: {},
  metadata: {},
  tags: {},
  revision: '1',
  modified: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
};
const SAME_SECOND = 'Fri, 02 Jan 2026 03:04:05 GMT';
const A_SECOND_BEFORE = 'Fri, 02 Jan 2026 03:04:04 GMT';

function status(check: () => void): number {
  try {
    check();
    return 200;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

describe('checkReadConditions', () => {
  it.each([
    [{}, 200],
    [{ 'if-match': '"abc"' }, 200],
    [{ 'if-match': '"x", W/"abc"' }, 200],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-none-match': '"abc"' }, 304],
    [{ 'if-none-match': '"x"' }, 200],
    [{ 'if-modified-since': SAME_SECOND }, 304],
    [{ 'if-modified-since': A_SECOND_BEFORE }, 200],
    [{ 'if-unmodified-since': SAME_SECOND }, 200],
    [{ 'if-unmodified-since': A_SECOND_BEFORE }, 412],
    // An ETag says more than a date.
    [{ 'if-match': '"abc"', 'if-unmodified-since': A_SECOND_BEFORE }, 200],
    [{ 'if-none-match': '"x"', 'if-modified-since': SAME_SECOND }, 200],
  ])('should answer %j with %i', (headers, expected) => {
    expect(status(() => checkReadConditions(headers, object))).toBe(expected);
  });
});

describe('checkCopyConditions', () => {
  it('should look at the conditions on the source alone', () => {
    const check = (headers: Record<string, string>) =>
      status(() => checkCopyConditions(headers, object));
    expect(check({ 'if-match': '"x"' })).toBe(200);
    expect(check({ 'x-amz-copy-source-if-match': '"x"' })).toBe(412);
    expect(check({ 'x-amz-copy-source-if-none-match': '"abc"' })).toBe(412);
  });
});

describe('writeCondition', () => {
  it('should let a writer make sure of what it replaces', () => {
    const check = (headers: Record<string, string>, existing?: StoredObject) =>
      status(() => writeCondition(headers)(existing));
    expect(check({ 'if-none-match': '*' })).toBe(200);
    expect(check({ 'if-none-match': '*' }, object)).toBe(412);
    expect(check({ 'if-match': '"abc"' }, object)).toBe(200);
    expect(check({ 'if-match': '"x"' }, object)).toBe(412);
    expect(check({ 'if-match': '"abc"' })).toBe(404);
  });
});

describe('allowsRange', () => {
  it('should give a range only of the version that the reader has the rest of', () => {
    expect(allowsRange({}, object)).toBe(true);
    expect(allowsRange({ 'if-range': '"abc"' }, object)).toBe(true);
    expect(allowsRange({ 'if-range': '"x"' }, object)).toBe(false);
  });
});
