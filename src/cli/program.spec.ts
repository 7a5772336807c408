import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './exit-code.js';
import { buildProgram } from './program.js';

/** Parses without a process around it; none of these commands gets as far as the database. */
async function use(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const output = { writeOut: (text: string) => void (out += text), writeErr: (text: string) => void (err += text) };
  const thrown: unknown = await buildProgram(output)
    .parseAsync(['node', 'camgate', ...args])
    .catch((error: unknown) => error);
  return { code: exitCodeOf(thrown), out, err };
}

describe('the command line', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['half a command', ['app']],
    ['an unknown option', ['app', 'list', '--frobnicate']],
    ['one argument too many', ['app', 'list', 'all']],
    ['a missing option', ['app', 'create', '--level', 'user']],
    ['a wrong word', ['app', 'create', '--name', 'x', '--level', 'boss']],
    ['a number that is none', ['import', '-', '--organization', 'one']],
    ['a number too large for a row', ['import', '-', '--organization', '99999999999']],
    ['an unknown country', ['export', '--country', 'Atlantis']],
    ['an unknown format', ['export', '--format', 'xml']],
    ['two passwords', ['user', 'create', '--login', 'x', '--password', 'y', '--password-stdin']],
    ['a blank title', ['org', 'create', '--title', ' ']],
    ['a title that steers a terminal', ['org', 'create', '--title', '\u001b[2J']],
    ['two choices of cameras', ['key', 'create', '--login', 'x', '--name', 'y', '--folder', '1', '--camera', '2']],
    ['a time that is none', ['key', 'create', '--login', 'x', '--name', 'y', '--expires', 'soon']],
    ['an unknown action', ['access', 'explain', '--user', 'x', '--camera', 'y', '--action', 'fly']],
    ['a day that is none', ['org', 'add-user', '--organization', '1', '--login', 'x', '--valid-until', '2026-02-99']],
    ['a filter that cameras do not have', ['camera', 'list', '--where', 'colour=red']],
    ['a filter without a value', ['camera', 'list', '--where', 'title']],
    ['a parameter that is no filter', ['camera', 'list', '--where', 'fields=id']],
    ['a point that is none', ['camera', 'list', '--near', 'here']],
    ['a radius around nothing', ['camera', 'list', '--radius', '5']],
    ['a field that cameras do not have', ['camera', 'set', 'gate', 'titel=x']],
    ['a field that nobody sets', ['camera', 'set', 'gate', 'version=2']],
    ['a value of another kind', ['camera', 'set', 'gate', 'frame_rate=fast']],
    ['a place that is none', ['camera', 'set', 'gate', 'latitude=91']],
    ['one field twice', ['camera', 'set', 'gate', 'title=a', 'title=b']],
    ['a move to nowhere', ['camera', 'move', 'gate']],
    ['an unknown shell', ['completion', 'fish']],
    ['no tags', ['camera', 'tag', 'gate']],
    ['nothing to delete', ['camera', 'delete']],
    ['an unknown right', ['org', 'add-user', '--organization', '1', '--login', 'x', '--can', 'fly']],
  ])('answers %s with 2, on standard error only', async (_, args) => {
    const { code, out, err } = await use(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it.each([[['--help']], [['app', '--help']], [['import', '--help', '--json']]])(
    'takes %j for a question',
    async (args) => {
      const { code, out, err } = await use(args);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('--json');
    },
  );

  it('offers the documented commands', () => {
    const commands = buildProgram().commands.flatMap((group) =>
      group.commands.length === 0 ? [group.name()] : group.commands.map((one) => `${group.name()} ${one.name()}`),
    );
    expect(commands).toEqual([
      'app create',
      'app list',
      'app show',
      'app change',
      'app rotate',
      'app revoke',
      'user create',
      'user list',
      'user set-password',
      'user disable',
      'user enable',
      'user promote',
      'user demote',
      'user delete',
      'user link',
      'user unlink',
      'user reset-factors',
      'user sessions',
      'provider create',
      'provider list',
      'provider show',
      'provider change',
      'provider delete',
      'org create',
      'org list',
      'org require-second-factor',
      'org add-user',
      'camera list',
      'camera show',
      'camera set',
      'camera move',
      'camera delete',
      'camera tag',
      'import undo',
      'export',
      'key create',
      'key list',
      'key rotate',
      'key revoke',
      'keys list',
      'keys rotate',
      'secrets reseal',
      'secrets remaining',
      'access explain',
      'audit verify',
      'audit export',
      'audit tail',
      'config',
      'doctor',
      'migrate',
      'backup',
      'restore',
      'move',
      'completion',
    ]);
  });
});
