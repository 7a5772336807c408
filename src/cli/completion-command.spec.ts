import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { buildProgram } from './program.js';

/** The script as the command prints it. */
async function script(shell: string): Promise<string> {
  const written: string[] = [];
  const output = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await buildProgram().parseAsync(['node', 'camgate', 'completion', shell]);
  } finally {
    output.mockRestore();
  }
  return written.join('');
}

/** What bash offers for the last of these words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const ask = 'COMP_WORDS=(camgate "$@"); COMP_CWORD=$#; _camgate; printf "%s\\n" "${COMPREPLY[@]}"';
  const text = execFileSync('bash', ['-c', `${await script('bash')}\n${ask}`, 'bash', ...words], { encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
}

describe('completion in a shell', () => {
  it('offers commands, their subcommands, options and the values of options', async () => {
    expect(await offered('ca')).toEqual(['camera']);
    expect(await offered('camera', '')).toEqual(
      expect.arrayContaining(['list', 'show', 'set', 'move', 'tag', '--help']),
    );
    expect(await offered('camera', 'move', 'gate', '--f')).toEqual(['--folder']);
    expect(await offered('app', 'create', '--level', '')).toEqual(['user', 'webui', 'admin']);
    expect(await offered('app', 'create', '--level', 'user', '--na')).toEqual(['--name']);
    expect(await offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh']));
  });

  it('leaves values of which nothing is known to the shell', async () => {
    expect(await offered('camera', 'list', '--country', '')).toEqual([]);
  });

  it.each(['bash', 'zsh'])('knows every command in %s', async (shell) => {
    const text = await script(shell);
    const visit = (command: Command, route: string): void => {
      for (const child of command.commands) {
        const name = `${route}${child.name()}`;
        expect(text).toContain(`'${name}') found=(`);
        visit(child, `${name} `);
      }
    };
    visit(buildProgram(), '');
  });
});
