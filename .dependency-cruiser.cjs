/** The walls of the house. Each rule says why it stands. */
const rooms = 'auth|access|cameras|audit';

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'A circle means that two files are one thing, or that a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-knows-no-dialect',
      comment: 'The core never knows which dialect is asking; deleting one leaves a working server.',
      severity: 'error',
      from: { path: `^src/(${rooms}|database|config)/` },
      to: { path: '^src/(dialects|cli|operations|demo)/' },
    },
    {
      name: 'dialects-do-not-lean-on-each-other',
      comment: 'What two dialects share goes down into the core or is written twice.',
      severity: 'error',
      from: { path: '^src/dialects/([^/]+)/' },
      to: { path: '^src/dialects/[^/]+/', pathNot: '^src/dialects/$1/' },
    },
    {
      name: 'through-the-front-door',
      comment: 'Another room is entered by its index.ts only.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/database/entities\\.ts$' },
      to: {
        path: `^src/(${rooms}|config|database|operations)/`,
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'arrows-auth',
      comment: 'auth asks database, config and audit only.',
      severity: 'error',
      from: { path: '^src/auth/' },
      to: { path: '^src/(access|cameras)/' },
    },
    {
      name: 'arrows-access',
      comment: 'cameras -> access -> auth, never back.',
      severity: 'error',
      from: { path: '^src/access/' },
      to: { path: '^src/cameras/' },
    },
    {
      name: 'audit-calls-nobody',
      comment: 'Everybody may write to the audit log; it asks nobody but the ground.',
      severity: 'error',
      from: { path: '^src/audit/' },
      to: { path: '^src/(auth|access|cameras|dialects|cli|operations)/' },
    },
    {
      name: 'entities-stay-in-their-room',
      comment: 'A row never leaves its room; only the list of entities knows them all.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/database/entities\\.ts$' },
      to: { path: '^src/[^/]+/.*\\.entity\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'rooms-speak-no-http',
      comment: 'Fastify and Swagger belong to the porch (guards excepted).',
      severity: 'error',
      from: { path: `^src/(${rooms})/`, pathNot: '^src/auth/(guards|strategies)/' },
      to: { path: 'node_modules/(fastify|@nestjs/swagger|@nestjs/platform-fastify)/' },
    },
    {
      name: 'only-repositories-and-entities-know-typeorm-in-dialects',
      comment: 'A dialect asks the core; it never asks the database.',
      severity: 'error',
      from: { path: '^src/dialects/' },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/' },
    },
    {
      name: 'no-dev-dependency-in-src',
      comment: 'It would be missing in the image.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'no-undeclared-package',
      comment: 'What is imported stands in package.json.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
