// Own words, drawn. What is kept are the strokes, on a sheet of 1000 by 750; `given`: texts, `limit` in bytes, `kept`
// bytes, `took(bytes)`; the form may call `close`. A colour and a thickness are numbers (src/export/strokes.rs).
const [WIDE, HIGH] = [1000, 750];
const COLOURS = ['#1d2733', '#b3261e', '#1b5fb8', '#2c7a3a', '#d98200', '#7a4a21'];
const WIDTHS = [5, 11, 24];
/** A finger trembles; what is nearer than this is no new point. */
const NEAR = 4;
/** How far an arrow key moves the pen. */
const STEP = 15;

export const open = (place, given) => {
  const text = key => given[`own.draw.${key}`];
  let strokes = [];
  let [colour, width] = [0, 1];
  let line, pointer, pen, frame;
  let down = false;
  const at = [WIDE / 2, HIGH / 2];
  try {
    strokes = JSON.parse(new TextDecoder().decode(given.kept)).strokes;
  } catch { /* nothing was drawn before */ }

  const el = (tag, cls, words) => Object.assign(document.createElement(tag), { className: cls, textContent: words ?? '' });
  const sheet = el('canvas', 'sheet');
  Object.assign(sheet, { width: WIDE, height: HIGH, tabIndex: 0 });
  sheet.setAttribute('role', 'application');
  sheet.setAttribute('aria-label', `${text('sheet')}. ${text('keys')}`);
  const paint = sheet.getContext('2d');
  const said = el('p', 'soft', text('hand'));
  said.setAttribute('role', 'status');

  const draw = () => {
    frame = undefined;
    // Taking the sheet off the page takes the focus off it.
    if (!strokes) return;
    paint.clearRect(0, 0, WIDE, HIGH);
    [paint.lineCap, paint.lineJoin] = ['round', 'round'];
    for (const { c, w, p } of strokes) {
      let [x, y] = p;
      paint.beginPath();
      paint.strokeStyle = COLOURS[c];
      paint.lineWidth = WIDTHS[w];
      paint.moveTo(x, y);
      paint.lineTo(x, y);
      for (let n = 2; n < p.length; n += 2) paint.lineTo(x += p[n], y += p[n + 1]);
      paint.stroke();
    }
    if (!pen) return;
    // Where the keys' pen is.
    paint.beginPath();
    paint.lineWidth = 4;
    paint.strokeStyle = COLOURS[colour];
    paint.arc(...at, WIDTHS[width] / 2 + (down ? 8 : 16), 0, 7);
    paint.stroke();
  };
  const redraw = () => { frame ??= requestAnimationFrame(draw); };
  const bytes = () => new TextEncoder().encode(JSON.stringify({ strokes, v: 1 }));
  const tell = () => given.took(strokes.length ? bytes() : undefined);

  const begin = (x, y) => {
    if (bytes().length > given.limit * 0.9) return void (said.textContent = text('full'));
    line = { c: colour, p: [x, y], w: width, last: [x, y] };
    Object.defineProperty(line, 'last', { enumerable: false });
    strokes.push(line);
    redraw();
  };
  const on = (x, y) => {
    const [dx, dy] = [x - line.last[0], y - line.last[1]];
    // One stroke may not take all the room either.
    if (Math.hypot(dx, dy) < NEAR || line.p.length > given.limit / 50) return;
    line.p.push(dx, dy);
    line.last = [x, y];
    redraw();
  };
  const end = () => {
    if (!line) return;
    line = undefined;
    tell();
  };

  const where = event => {
    const box = sheet.getBoundingClientRect();
    const inside = (n, most) => Math.round(Math.min(Math.max(n, 0), 1) * most);
    return [inside((event.clientX - box.left) / box.width, WIDE), inside((event.clientY - box.top) / box.height, HIGH)];
  };
  let pencil = false;
  sheet.onpointerdown = event => {
    // Who draws with a pen rests a hand on the sheet.
    pencil ||= event.pointerType === 'pen';
    if (pointer !== undefined || event.button > 0 || (pencil && event.pointerType === 'touch')) return;
    pointer = event.pointerId;
    sheet.setPointerCapture(pointer);
    [pen, down] = [false, false];
    end();
    begin(...where(event));
  };
  sheet.onpointermove = event => {
    if (event.pointerId !== pointer || !line) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) on(...where(one));
  };
  sheet.onpointerup = sheet.onpointercancel = event => {
    if (event.pointerId !== pointer) return;
    pointer = undefined;
    end();
  };
  const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
  sheet.onkeydown = event => {
    const move = moves[event.key];
    if (!move && event.key !== ' ') return;
    event.preventDefault();
    pen = true;
    if (move) {
      at[0] = Math.min(Math.max(at[0] + move[0], 0), WIDE);
      at[1] = Math.min(Math.max(at[1] + move[1], 0), HIGH);
      if (line) on(...at);
    } else if (!event.repeat) {
      down = !down;
      down ? begin(...at) : end();
    }
    redraw();
  };
  sheet.onfocus = () => {
    pen = sheet.matches(':focus-visible');
    if (pen) said.textContent = text('keys');
    redraw();
  };
  sheet.onblur = () => { [pen, down] = [false, false]; end(); redraw(); };

  /** One of several: buttons that are pressed or not. */
  const choice = (label, names, cls, chosen, choose) => {
    const group = el('div', `pick ${cls}`);
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', label);
    const all = names.map((name, n) => {
      const one = el('button', '');
      one.type = 'button';
      one.setAttribute('aria-label', name);
      const dot = el('i', '');
      Object.assign(dot.style, cls === 'colours' ? { background: COLOURS[n] } : { width: `${WIDTHS[n]}px`, height: `${WIDTHS[n]}px` });
      one.append(dot);
      one.onclick = () => { choose(n); mark(n); redraw(); };
      return one;
    });
    const mark = n => all.forEach((one, m) => one.setAttribute('aria-pressed', n === m));
    mark(chosen);
    group.append(...all);
    return group;
  };
  const act = (key, f) => {
    const made = el('button', 'way', text(key));
    made.type = 'button';
    made.onclick = () => { end(); f(); redraw(); tell(); said.textContent = text('hand'); };
    return made;
  };
  const row = el('div', 'ways');
  row.append(act('undo', () => strokes.pop()), act('clear', () => { strokes = []; }));
  place.replaceChildren(
    said,
    sheet,
    choice(text('colour'), text('colours').split(','), 'colours', colour, n => { colour = n; }),
    choice(text('width'), text('widths').split(','), 'widths', width, n => { width = n; }),
    row,
  );
  draw();

  given.close = () => {
    if (!strokes) return;
    end();
    cancelAnimationFrame(frame);
    sheet.width = 0;
    strokes = undefined;
    place.replaceChildren();
  };
};
