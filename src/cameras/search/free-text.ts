import { DomainError } from '#errors';
import type { SqlParameters } from '#lists';
import type { FreeText } from './camera-query.js';
import { searchedText } from './camera-source.js';

const mostWords = 10;
/** Letters that a misspelling is looked for in: of a shorter word too little is left. */
const shortestSimilar = 4;
/** Cameras that are ranked; beyond it relevance means little, and costs 12 µs each. */
export const mostRanked = 10_000;

/** Exactly the marks of cameras_words_idx. */
const marks = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const quotedMarks = `E'${marks.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const wordsOf = (text: string): string =>
  `to_tsvector('simple', translate(folded_name(${text}), ${quotedMarks}, E'${' '.repeat(marks.length)}'))`;
const allText = `c.name || ' ' || coalesce(c.title, '') || ' ' || coalesce(c.description, '') || ' ' || coalesce(c.city, '') || ' ' || coalesce(c.state, '')`;
const allWords = wordsOf(allText);
const heading = 'coalesce(c.title, c.name)';

/** A text, as SQL over `cameras c`. */
export interface TextSearch {
  readonly condition: string;
  /** How well it fits, 0 and more. It binds values of its own. */
  readonly relevance: () => string;
}

/**
 * Cameras with all the words of a text, the last of which may be a beginning, whatever the case and the accents; or, where that
 * was asked for, with words that are similar to them.
 * @param found SQL of what is found besides: the text as a part of a word, or of an address
 * @throws DomainError camera.invalid for too many words
 */
export function compileText({ value, similar }: FreeText, sql: SqlParameters, found: () => string): TextSearch {
  const words = wordsIn(value);
  if (words.length > mostWords)
    throw new DomainError('camera.invalid', `at most ${mostWords} words`, { field: 'q', refusal: 'search-words' });
  if (similar)
    return compileSimilar(
      words.filter(({ length }) => length >= shortestSimilar),
      sql,
    );
  const [last] = words.slice(-1);
  if (last === undefined) return { condition: found(), relevance: () => '0::double precision' };
  // Letters and digits only: nothing that is an operator of a tsquery.
  const asked = `to_tsquery('simple', folded_name(${sql.add(`${words.join(' & ')}:*`)}::text))`;
  return {
    condition: `(${allWords} @@ ${asked} or ${found()})`,
    relevance: () => {
      const whole = `folded_name(${sql.add(value.trim())}::text)`;
      return `(ts_rank(${wordsOf(heading)}, ${asked}) + ts_rank(${allWords}, ${asked}) + case
        when folded_name(${heading}) = ${whole} or folded_name(c.name) = ${whole} then 2
        when starts_with(folded_name(${heading}), ${whole}) then 1 else 0 end)::double precision`;
    },
  };
}

function compileSimilar(words: readonly string[], sql: SqlParameters): TextSearch {
  if (words.length === 0) return { condition: 'false', relevance: () => '0::double precision' };
  const text = `lower((${searchedText}) collate "default")`;
  const bound = words.map((word) => `${sql.add(word.toLowerCase())}::text`);
  return {
    // The threshold is set with the bound of lists; the index is that of parts of texts.
    condition: `(${bound.map((word) => `${word} <% ${text}`).join(' and ')})`,
    relevance: () => `(${bound.map((word) => `word_similarity(${word}, ${text})`).join(' + ')})::double precision`,
  };
}

/** Apostrophes end a word, which some languages write as letters. */
function wordsIn(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replace(/[ʼʻ]/g, ' ')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}
