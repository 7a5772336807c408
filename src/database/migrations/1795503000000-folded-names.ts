import type { MigrationInterface, QueryRunner } from 'typeorm';

// Not lower(): it knows what the database's locale knows, in some only ASCII, and in Turkish another small letter for I.
const capitals = [
  'ĐÐĦŁŊØŦƏƎƁƊƘƐƆÆŒÞẞ',
  'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
  'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺӀӘӨ',
  'ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ',
].join('');
const small = capitals.toLowerCase();
/** Letters that Unicode does not take apart, and signs that are written in several ways. */
const [variants, plain] = ['đðħłŋøŧəǝɓɗƙɛɔıς’‘ʼʻ`‐‑–', "ddhlnoteebdkeoiσ'''''---"];
const ligatures = { æ: 'ae', œ: 'oe', þ: 'th', ß: 'ss' };

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Accents as Unicode's letters have them once they are taken apart; marks of other scripts are letters of their own. */
const marks = String.raw`[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+`;

const takenApart = `regexp_replace(lower(normalize(name, NFKD) COLLATE "C"), ${quoted(marks)}, '', 'g')`;
const lowered = `translate(${takenApart}, ${quoted(capitals)}, ${quoted(small)})`;
const unligated = Object.entries(ligatures).reduce(
  (text, [ligature, letters]) => `replace(${text}, ${quoted(ligature)}, ${quoted(letters)})`,
  lowered,
);

/**
 * Finds cities and states whatever the case and the accents: `folded_name` is the one place that says which names are
 * alike. STRICT keeps it from being inlined, so that the indexes are recognised by its name. An ASCII text, as most are,
 * takes the short way.
 */
export class FoldedNames1795503000000 implements MigrationInterface {
  readonly name = 'FoldedNames1795503000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE FUNCTION folded_name(name text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $fold$
        SELECT CASE WHEN octet_length(name) = char_length(name) THEN translate(lower(name COLLATE "C"), '\`', '''')
          ELSE translate(${unligated}, ${quoted(variants)}, ${quoted(plain)}) END $fold$`);
    await queryRunner.query(`CREATE INDEX cameras_city_folded_idx ON cameras (folded_name(city), id)`);
    await queryRunner.query(`CREATE INDEX cameras_state_folded_idx ON cameras (folded_name(state), id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX cameras_state_folded_idx`);
    await queryRunner.query(`DROP INDEX cameras_city_folded_idx`);
    await queryRunner.query(`DROP FUNCTION folded_name(text)`);
  }
}
