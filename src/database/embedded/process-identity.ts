import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemCode } from './embedded-postgres-error.js';

const run = promisify(execFile);

/** A name for a process that is never reused, because a pid alone is: pid and start time. */
export async function identifyProcess(pid: number): Promise<string | undefined> {
  const started = await startTime(pid);
  return started === undefined ? undefined : `${pid}-${started}`;
}

/** Whether the process with this name still runs. */
export async function isRunning(identity: string): Promise<boolean> {
  return (await identifyProcess(Number.parseInt(identity, 10))) === identity;
}

/** Whether this pid is the postmaster of this cluster: a pid file outlives its process, and its pid is reused. */
export async function isPostmasterOf(pid: number, clusterDirectory: string): Promise<boolean> {
  if (process.platform === 'linux') return isSameDirectory(await dataArgument(pid), clusterDirectory);
  if (process.platform === 'win32') return isAlive(pid);
  return (await ask('command', pid)).includes(clusterDirectory);
}

async function startTime(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const fields = await statFields(pid);
    return fields[0] === 'Z' ? undefined : fields[19];
  }
  if (process.platform === 'win32') return isAlive(pid) ? 'unknown' : undefined;
  return (await ask('lstart', pid)).trim().replaceAll(/\W+/g, '') || undefined;
}

/** The fields after the program's name, which may itself hold spaces and brackets: [0] is the state, [19] the start. */
async function statFields(pid: number): Promise<readonly string[]> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
}

/** The directory behind `-D`. Not /proc/pid/cwd: root in a container without CAP_SYS_PTRACE may not read that. */
async function dataArgument(pid: number): Promise<string | undefined> {
  try {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return words[0]?.endsWith('/postgres') === true ? words[words.indexOf('-D') + 1] : undefined;
  } catch (error) {
    // Only a process that is gone is no postmaster; one that we may not look at could be.
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return undefined;
    throw error;
  }
}

/** By inode, because one directory can have several names. */
async function isSameDirectory(one: string | undefined, other: string): Promise<boolean> {
  if (one === undefined) return false;
  const [first, second] = await Promise.all([stat(one).catch(() => undefined), stat(other)]);
  return first !== undefined && first.dev === second.dev && first.ino === second.ino;
}

async function ask(column: string, pid: number): Promise<string> {
  return run('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
