import type { ErrorCode, ErrorContext } from '../dialect.js';
import { problemErrors } from './problem.errors.js';
import { type ProblemText, problemTexts } from './problem-texts.js';

/** What there is to say about one code. */
export interface CataloguedProblem extends ProblemText {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
}

// The border: the keys of the mapper are its codes.
const codes = (Object.keys(problemErrors) as readonly ErrorCode[]).toSorted();

/** Every code of a problem, by its name; status and title are those of the answers themselves. */
export const problemCatalogue: readonly CataloguedProblem[] = codes.map((code) => {
  const { status, body } = problemErrors[code](bare(code));
  // The border: the body of these answers is a problem.
  return { code, status, title: (body as { readonly title: string }).title, ...problemTexts[code] };
});

/** Where the page about a code is. @param publicPath of `PUBLIC_URL` */
export function problemPagePath(publicPath: string, code: string): string {
  return `${publicPath}/docs/problems/${code}`;
}

function bare(code: ErrorCode): ErrorContext {
  const nothing = { presented: undefined, issues: [], reason: undefined, object: undefined };
  return { ...nothing, code, method: 'GET', path: '/', requestId: '', retryAfterSeconds: undefined, allow: [] };
}
