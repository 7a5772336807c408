import { DockerfileParser } from 'dockerfile-ast';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, posix } from 'node:path';

/** The user `node` of the official image. */
export const imageUser = 1000;

/**
 * Carries out the repository's Dockerfile without a container engine: every stage is a folder, COPY obeys .dockerignore,
 * each RUN line is given to a shell as an unprivileged user. What COPY brings into the last stage belongs to root, so
 * the server that runs there can write nothing, as under a read-only root filesystem.
 * @param folder where the stages go; empty, and reachable by that user
 * @param environment what every RUN line gets beside the Dockerfile's own ENV
 * @returns the last stage: its folder, working directory, environment, user, command and health check
 */
export function buildImage(repository, folder, environment) {
  const context = join(folder, 'context');
  mkdirSync(context);
  const archive = execFileSync('git', ['-C', repository, 'archive', 'HEAD'], { maxBuffer: 512 * 1024 * 1024 });
  execFileSync('tar', ['-x', '-C', context], { input: archive });
  dropIgnored(context);
  const dockerfile = DockerfileParser.parse(readFileSync(join(repository, 'Dockerfile'), 'utf8'));
  const stages = [];
  for (const instruction of dockerfile.getInstructions()) {
    const keyword = instruction.getKeyword();
    const step = steps[keyword];
    if (!step) throw new Error(`.ci/image/build.mjs does not know ${keyword}; teach it.`);
    if (keyword === 'FROM') {
      const name = instruction.getBuildStage() ?? String(stages.length);
      const root = join(folder, name);
      mkdirSync(root);
      stages.push({ name, root, workdir: '/', env: {}, user: 'root', base: instruction.getImage() });
    }
    step(stages.at(-1), instruction, { stages, context, environment });
  }
  return stages.at(-1);
}

const steps = {
  FROM() {},
  LABEL() {},
  EXPOSE() {},
  WORKDIR(stage, instruction) {
    stage.workdir = posix.resolve(stage.workdir, instruction.getArgumentsContent());
    mkdirSync(inside(stage), { recursive: true });
    chownSync(inside(stage), imageUser, imageUser);
  },
  ENV(stage, instruction) {
    for (const property of instruction.getProperties()) stage.env[property.getName()] = property.getValue();
  },
  USER(stage, instruction) {
    stage.user = instruction.getArgumentsContent();
  },
  COPY(stage, instruction, { stages, context }) {
    const from = instruction.getFromFlag()?.getValue();
    const source = from === undefined ? context : stages.find(({ name }) => name === from)?.root;
    if (!source) throw new Error(`COPY --from=${from}: no such stage.`);
    const paths = instruction.getArguments().map((argument) => argument.getValue());
    const target = paths.pop();
    for (const path of paths) {
      const what = join(source, path);
      // A folder's contents go into the target; a file goes into it where the target is a folder.
      const into = target.endsWith('/') && !statSync(what).isDirectory() ? basename(path) : '';
      const to = join(inside(stage, target), into);
      cpSync(what, to, { recursive: true, verbatimSymlinks: true });
      execFileSync('chown', ['-R', `${imageUser}:${imageUser}`, to]);
    }
  },
  RUN(stage, instruction, { environment }) {
    const line = instruction.getArgumentsContent();
    process.stdout.write(`[${stage.name}] RUN ${line}\n`);
    execFileSync('/bin/sh', ['-c', line], {
      cwd: inside(stage),
      env: { ...environment, ...stage.env },
      uid: imageUser,
      gid: imageUser,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  },
  HEALTHCHECK(stage, instruction) {
    stage.healthcheck = execForm(instruction.getArgumentsContent().replace(/^(.*?\s)?CMD\s/, ''));
  },
  CMD(stage, instruction) {
    stage.command = execForm(instruction.getArgumentsContent());
    // From here on the folder is what a read-only root filesystem would be to its user.
    execFileSync('chown', ['-R', '0:0', inside(stage)]);
    chmodSync(inside(stage), 0o755);
  },
};

function inside(stage, path = '') {
  return join(stage.root, posix.resolve(stage.workdir, path));
}

/** A shell between the engine and node would swallow SIGTERM. */
function execForm(text) {
  const words = JSON.parse(text);
  if (!Array.isArray(words)) throw new Error(`Not in exec form: ${text}`);
  return words;
}

/** The part of .dockerignore's language that ours uses: the last pattern that matches a path or a folder above it decides. */
function dropIgnored(context) {
  const patterns = readFileSync(join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), expression: expressionOf(line.replace(/^!/, '')) }));
  for (const entry of readdirSync(context, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const last = patterns.findLast(({ expression }) => expression.test(posix.relative(context, file)));
    if (last && !last.keeps) rmSync(file);
  }
}

function expressionOf(pattern) {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'));
  return new RegExp(`^${source}(?:/|$)`);
}
