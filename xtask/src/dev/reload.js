// Only in the page of `cargo xtask dev`: loads the page again when it was built again.
const build = async () => (await fetch('/dev-build.txt', { cache: 'no-store' })).text();
const first = await build();
setInterval(async () => {
  // While the folder is exchanged, or the server starts again, there is no answer.
  const now = await build().catch(() => first);
  if (/^\d+$/.test(now) && now !== first) location.reload();
}, 400);
