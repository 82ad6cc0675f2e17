// What somebody types is never lost: at once on this device, after a pause at the council. Without it the page saves by
// its buttons, and offers what was kept when it is opened again.
const form = document.getElementById("write");
const PAUSE = 3000;
const AGAIN = 15000;
const COUNT_AFTER = 600;
const PREFIX = "moothall:draft:";
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "act", "submit", "window"]);

// ---------------------------------------------------------------------- this device; some browsers refuse to keep
const device = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  write(key, entry) {
    try { localStorage.setItem(key, JSON.stringify(entry)); return true; } catch { return false; }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
  keys(start) {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; }
  },
};

// One word for this window, so that two windows of one person do not write over each other.
function windowName() {
  const fresh = crypto.randomUUID ? crypto.randomUUID() : `w${Date.now()}${Math.random().toString(36).slice(2)}`;
  try {
    const known = sessionStorage.getItem(`${PREFIX}window`) || fresh.slice(0, 36);
    sessionStorage.setItem(`${PREFIX}window`, known);
    return known;
  } catch {
    return fresh.slice(0, 36);
  }
}

function typed() {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || NOT_TYPED.has(name)) continue;
    (fields[name] ||= []).push(value);
  }
  return fields;
}

function say(kept, notKept = "") {
  for (const [name, words] of [["kept", kept], ["not-kept", notKept]]) {
    const place = form.querySelector(`[data-${name}]`);
    if (place && place.textContent !== words) place.textContent = words;
  }
}

function timeOf(moment) {
  const [hours, minutes] = [moment.getHours(), moment.getMinutes()];
  const past = minutes ? `.${String(minutes).padStart(2, "0")}` : "";
  return `${hours % 12 || 12}${past}\u00a0${hours < 12 ? "am" : "pm"}`;
}

function dayAndTimeOf(moment) {
  const isToday = moment.toDateString() === new Date().toDateString();
  const day = isToday ? "" : `${moment.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, `;
  return `${day}${timeOf(moment)}`;
}

if (form && form.dataset.keep) {
  const own = `${PREFIX}${form.dataset.person}:${form.dataset.post || "new"}:`;
  const name = windowName();
  const key = own + name;
  let pause = 0;
  let unkept = false;
  let asking = false;
  let last = JSON.stringify(typed());
  form.elements.window.value = name;

  // -------------------------------------------------------------------------------------------- at once, here
  function keepHere(isKept = false) {
    return device.write(key, { at: Date.now(), isKept, fields: typed() });
  }

  function changed() {
    const now = JSON.stringify(typed());
    if (now === last) return;
    last = now;
    unkept = true;
    keepHere();
    clearTimeout(pause);
    pause = setTimeout(keepThere, PAUSE);
  }

  // ------------------------------------------------------------------------------- after a pause, at the council
  function body() {
    const data = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
    data.set("post", form.dataset.post);
    return data;
  }

  async function keepThere() {
    if (!unkept || asking) return;
    clearTimeout(pause);
    asking = true;
    const sent = last;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: body() });
      if (answer.redirected) return say("", "You are signed out. What you type is kept on this device: sign in again in another window.");
      if (!answer.ok) return say("", "Not kept at the council, only on this device. Save it as a draft.");
      const said = await answer.json();
      unkept = last !== sent;
      if (!unkept) keepHere(true);
      say(`Kept at ${said.kept}`);
      show(said);
    } catch {
      const isHere = keepHere();
      say("", isHere ? "No signal: kept on this device." : "No signal, and this device keeps nothing: do not close this page.");
    } finally {
      asking = false;
      if (unkept) pause = setTimeout(keepThere, last === sent ? AGAIN : PAUSE);
    }
  }

  function show({ parts, counts }) {
    for (const [id, html] of Object.entries(parts)) {
      const place = document.getElementById(id);
      if (!place || place.contains(document.activeElement) || place.innerHTML.trim() === html.trim()) continue;
      place.innerHTML = html;
    }
    for (const [channel, count] of Object.entries(counts)) showCount(channel, count);
  }

  // -------------------------------------------------------------------------------------------------- counting
  const counting = {};

  function showCount(channel, { said, fits }) {
    const place = form.querySelector(`[data-counted="${CSS.escape(channel)}"]`);
    if (!place) return;
    place.textContent = "";
    if (said && !fits) place.append(Object.assign(document.createElement("strong"), { textContent: "Needs a shorter text: " }));
    place.append(said);
  }

  function countSoon(field) {
    const channel = field.name.replace(/^text_/, "");
    clearTimeout(counting[channel]);
    counting[channel] = setTimeout(async () => {
      if (!field.value.trim()) return;
      const data = new FormData();
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      data.set("channel", channel);
      data.set("text", field.value);
      const answer = await fetch(form.dataset.count, { method: "POST", body: data }).catch(() => null);
      if (answer?.ok && !answer.redirected) showCount(channel, await answer.json());
    }, COUNT_AFTER);
  }

  // ---------------------------------------------------------------------------------- what was typed before
  function offer(found) {
    const banner = document.getElementById("offer").content.cloneNode(true).firstElementChild;
    banner.querySelector("[data-from]").textContent = dayAndTimeOf(new Date(found.entry.at));
    banner.querySelector("[data-use]").addEventListener("click", () => use(found));
    banner.querySelector("[data-drop]").addEventListener("click", () => drop(found, banner));
    form.before(banner);
  }

  function drop(found, banner) {
    device.drop(found.key);
    banner.remove();
    form.elements.title.focus();
    if (!isOffered(found)) return;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("act", "forget");
    fetch(form.action, { method: "POST", body: data }).catch(() => { /* then it is offered once more */ });
  }

  // Does the council offer what it has of that very window? That is older than what this device has.
  function isOffered(found) {
    return form.dataset.offered === found.key.slice(own.length);
  }

  // The page itself puts the text into its fields, with its pictures and whatever else belongs to them.
  function use(found) {
    const again = Object.assign(document.createElement("form"), { method: "post", hidden: true });
    const fields = { ...found.entry.fields, act: ["show"], window: [name] };
    fields.csrfmiddlewaretoken = [form.elements.csrfmiddlewaretoken.value];
    for (const [field, values] of Object.entries(fields)) {
      for (const value of values) again.append(Object.assign(document.createElement("input"), { type: "hidden", name: field, value }));
    }
    device.drop(found.key);
    device.write(key, found.entry);
    document.body.append(again);
    again.submit();
  }

  function newest() {
    const found = device.keys(own).map((one) => ({ key: one, entry: device.read(one) }));
    const other = found.filter(({ entry }) => entry && !entry.isKept && JSON.stringify(entry.fields) !== last);
    return other.sort((one, two) => two.entry.at - one.entry.at)[0];
  }

  function looksBack() {
    if ("typed" in form.dataset) return void keepHere();
    const found = newest();
    if (!found) return;
    if (isOffered(found)) document.getElementById("offered")?.remove();
    offer(found);
  }

  // -------------------------------------------------------------------------------------------------- listening
  form.addEventListener("input", (event) => {
    changed();
    if (event.target.name === "body") document.getElementById("quotation").hidden = !event.target.value.includes("<blockquote");
    if (event.target.name?.startsWith("text_")) countSoon(event.target);
  });
  form.addEventListener("change", changed);
  form.addEventListener("draft:changed", changed);
  form.addEventListener("submit", () => { keepHere(); unkept = false; });
  window.addEventListener("online", keepThere);
  window.addEventListener("offline", () => { if (unkept) say("", "No signal: kept on this device."); });
  // The last chance when a window is closed or a telephone is put away.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && unkept) navigator.sendBeacon(form.dataset.keep, body());
  });
  looksBack();
}
