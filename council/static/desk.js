// What was typed is forgotten on this device once it is saved, and when somebody signs out. Without it nothing is kept.
const KEPT = "moothall:draft:";

function forget(isOver) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT) && isOver(key)) localStorage.removeItem(key);
  } catch { /* nothing was kept */ }
}

// The page after a save says which window's text is saved now.
const here = new URL(location.href);
const saved = here.searchParams.get("saved");
if (saved) {
  forget((key) => key.endsWith(`:${saved}`));
  here.searchParams.delete("saved");
  history.replaceState(null, "", here);
}

for (const form of document.querySelectorAll('form[action$="/logout/"]')) form.addEventListener("submit", () => forget(() => true));
