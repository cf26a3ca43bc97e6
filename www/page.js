// The demo's page: the invite stands in the address (`#TEXT`, or `/i/TEXT` where the host rewrites), the form gets it
// as an attribute. The invite gives the right to add, never to read, so an address may hold it.
const text = location.hash.slice(1) || location.pathname.match(/\/i\/([\w-]+)$/)?.[1] || '';
document.querySelector('kindstem-form').setAttribute('invite', text);
await import('./element.js');
