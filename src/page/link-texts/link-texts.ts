/** Why a link cannot be used. */
export type LinkProblem = 'invalid' | 'expired' | 'used';

/** What the page says in one language about each problem: what is wrong, and what to do. */
export type LinkTexts = Record<LinkProblem, readonly [title: string, detail: string]>;
