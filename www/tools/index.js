// What the form loads where a page may use it: ways to speak and draw own words, and to hear a page read from recordings.
import { open as aloud } from './aloud.js';
import { open as own } from './own.js';

/** Whoever leaves, or loses the form, leaves no microphone on: the form itself may be too late, or dead. */
const shut = open => (place, given) => {
  open(place, given);
  const host = place.getRootNode().host;
  const close = ({ type, detail }) => {
    if (type === 'error' && detail.code !== 'panic') return;
    try { given.close(); } catch { /* there is nobody to hand over to */ }
  };
  for (const end of ['left', 'error']) host.addEventListener(end, close);
};
const [readAloud, ownWords] = [aloud, own].map(shut);
export { readAloud as aloud, ownWords as own };
