// Plain JavaScript: it must run, and explain, under the Node versions that cannot run the rest.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Passerelle needs Node 24 or newer; this is ${process.version}. Run "npm ci" without --omit=optional ` +
      '(it brings Node 24 on Linux and Windows), or install Node 24, and start through "npm run".',
  );
  process.exit(1);
}
