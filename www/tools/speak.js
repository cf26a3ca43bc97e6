// Own words, spoken. What was said is in memory only, in slices that are read as soon as they come: no file, no address
// of a file, no element that plays. `given`: texts, `limit` in bytes, `kept` bytes, `took(bytes)`, which is told `true`
// while it goes on; the form may call what is put there: `stop`, `close`.
const SLICE = 500;
const BITS = 24_000;
/** Bytes a second that a recording may take, container and all. */
const RATE = 3_200;
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];

export const open = (place, given) => {
  const text = key => given[`own.speak.${key}`];
  const longest = given.limit / RATE;
  let bytes = given.kept;
  let slices = [];
  let size = 0;
  let full = false;
  let gone = false;
  let recorder, stream, player, ticking, reading;

  const el = (tag, cls, words) => Object.assign(document.createElement(tag), { className: cls, textContent: words ?? '' });
  const button = (key, act, cls = 'way') => {
    const made = el('button', cls, text(key));
    made.type = 'button';
    made.onclick = act;
    return made;
  };
  const show = (words, ...controls) => {
    const said = el('p', 'soft', words);
    said.setAttribute('role', 'status');
    const row = el('div', 'ways');
    row.append(...controls.filter(c => c.localName === 'button'));
    place.replaceChildren(said, ...controls.filter(c => c.localName !== 'button'), row);
  };
  /** Another button stands where one was pressed: the hand stays there. */
  const focus = () => place.querySelector('button')?.focus();

  const release = () => {
    clearInterval(ticking);
    stream?.getTracks().forEach(track => track.stop());
    stream = undefined;
  };
  const hush = () => {
    player?.close();
    player = undefined;
  };
  const wipe = () => {
    [...slices, bytes].forEach(b => b?.fill(0));
    [slices, size, bytes, full] = [[], 0, undefined, false];
  };
  /** One row of bytes of what was recorded, cut between slices where it is longer than there is room. */
  const join = () => {
    while (size > given.limit) size -= slices.pop().length;
    const all = new Uint8Array(size);
    let at = 0;
    for (const slice of slices) {
      all.set(slice, at);
      at += slice.length;
      slice.fill(0);
    }
    [slices, size] = [[], 0];
    return all.length ? all : undefined;
  };

  const begin = () => show(text('ears'), button('start', record));
  const have = () => {
    hush();
    show(`${full ? `${text('full')} ` : ''}${text('have')}`, button('play', play), button('again', record), button('throw', drop));
  };
  const drop = () => {
    hush();
    wipe();
    given.took();
    begin();
    focus();
  };

  const stop = () => {
    if (recorder?.state === 'recording') recorder.stop();
    release();
  };
  const done = () => {
    recorder = undefined;
    bytes = join();
    given.took(bytes);
    bytes ? have() : begin();
    focus();
  };

  const record = async () => {
    hush();
    if (bytes) given.took();
    wipe();
    try {
      const asked = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
      stream = asked;
      if (gone) return release();
      const mimeType = TYPES.find(type => MediaRecorder.isTypeSupported(type));
      recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
    } catch {
      release();
      if (!gone) show(text('denied'), button('start', record));
      return;
    }
    reading = Promise.resolve();
    recorder.ondataavailable = ({ data }) => {
      reading = reading.then(async () => {
        const slice = new Uint8Array(await data.arrayBuffer());
        if (gone) return void slice.fill(0);
        slices.push(slice);
        size += slice.length;
      });
    };
    // Also where the microphone was taken away, or the recorder failed.
    recorder.onstop = () => reading.then(() => gone || (release(), done()));
    recorder.start(SLICE);
    given.took(true);
    const bar = el('progress', '');
    bar.setAttribute('aria-hidden', 'true');
    bar.max = 1;
    show(text('on'), bar, button('stop', stop));
    place.firstChild.classList.add('on');
    focus();
    const began = performance.now();
    ticking = setInterval(() => {
      // Whoever took the place off the page did not say so.
      if (!place.isConnected) return close();
      bar.value = Math.max((performance.now() - began) / 1000 / longest, (size + 4 * SLICE) / given.limit);
      if (bar.value < 1) return;
      full = true;
      stop();
    }, 200);
  };

  const play = async () => {
    hush();
    const context = new AudioContext();
    player = context;
    show(text('have'), button('stop', () => (have(), focus())));
    focus();
    try {
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(bytes.slice().buffer);
      source.connect(context.destination);
      source.onended = () => player === context && (have(), focus());
      if (player === context) source.start();
    } catch {
      if (player === context) have();
    }
  };

  const close = () => {
    if (gone) return;
    gone = true;
    const recording = recorder?.state === 'recording';
    stop();
    hush();
    const last = recording ? join() : undefined;
    if (recording) given.took(last);
    last?.fill(0);
    wipe();
    place.replaceChildren();
  };
  given.stop = stop;
  given.close = close;
  bytes ? have() : begin();
};
