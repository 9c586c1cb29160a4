// Runs before anything else, under whatever Node the system has: no TypeScript and no imports here.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This project runs on Node 24, which npm installs into node_modules/.bin; this is Node ${process.versions.node}.\n` +
      'The install scripts were probably switched off (--ignore-scripts): run "npm ci" with them, or put Node 24 first in PATH.',
  );
  process.exit(1);
}
