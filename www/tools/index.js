// What the form loads where a page may use it: ways to speak and draw own words, and to hear a page read from recordings.
export { open as aloud } from './aloud.js';
export { open as draw } from './draw.js';
export { open as speak } from './speak.js';
