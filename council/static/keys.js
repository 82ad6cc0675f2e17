// Keyboard shortcuts of the desk. Links and fields name their own keys, as in data-key="g s, /": this script knows no
// address, and where a field and a link have the same key, the field is nearer.
const OFF = "moothall-keys-off";
const TOGETHER = 2000; // milliseconds between the two keys of a pair
const FIELDS = "input, textarea, select, dialog";
const ITEMS = ".mh-agenda__item, [data-item]";

const dialog = document.getElementById("keys");
let first = { key: "", at: 0 };

// A browser may refuse to remember anything; the keys then stay on.
function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function remember(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch { /* as above */ }
}

function move(step) {
  const items = [...document.querySelectorAll(ITEMS)].filter((item) => item.querySelector("a"));
  const now = items.indexOf(document.activeElement.closest(ITEMS));
  const next = items[now < 0 ? (step > 0 ? 0 : items.length - 1) : now + step];
  next?.querySelector("a").focus();
}

const ACTS = {
  "?": () => dialog?.showModal(),
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement.closest(ITEMS)?.querySelector("a").click(),
};

function follow(keys) {
  const named = [...document.querySelectorAll("[data-key]")].filter((one) => one.dataset.key.split(", ").includes(keys));
  const field = named.find((one) => one.matches(FIELDS));
  if (field) field.focus();
  else named[0]?.click();
  return named.length > 0;
}

function act(keys) {
  if (!Object.hasOwn(ACTS, keys)) return follow(keys);
  ACTS[keys]();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || isOff()) return;
  if (event.key === "Shift") return;
  if (event.target.isContentEditable || event.target.closest(FIELDS)) return;
  const now = Date.now();
  const pair = first.key && now - first.at < TOGETHER ? `${first.key} ${event.key}` : "";
  first = { key: pair ? "" : event.key, at: now };
  if ((pair && act(pair)) || act(event.key)) {
    first.key = "";
    event.preventDefault(); // or "/" would also be typed into the field that it leads to
  }
});

for (const part of document.querySelectorAll("[data-keys-switch]")) {
  const box = part.querySelector("input");
  part.hidden = false;
  box.checked = !isOff();
  box.addEventListener("change", () => remember(!box.checked));
}
