import { type Books, type Finding, type History } from '../history';

const WORDS: Record<keyof Books, string> = {
  sum: 'ledger: sum of all postings',
  unbalancedTransactions: 'ledger: transactions not zero-sum',
  negativeBalances: 'ledger: negative balances',
  driftedBalances: 'ledger: balances unlike their postings',
  holdsWithoutEnd: 'ledger: holds without end',
  holdsSettledTwice: 'ledger: holds settled twice',
  holdsSettledWrongly: 'ledger: failed work that was charged',
};

/** The books are good: every count over them is 0. */
export const checkLedger = ({ books }: Pick<History, 'books'>): Finding[] =>
  (Object.keys(WORDS) as (keyof Books)[]).map((name) => ({
    count: WORDS[name],
    value: books[name],
    mustBeZero: true,
    examples: [],
  }));
