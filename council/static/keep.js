// Keeps what an editor of a group types in their draft, after a pause. Without it the page's button does the same.
const form = document.querySelector("form[data-keep]");
const PAUSE = 3000;
const AGAIN = 15000;

function say(kept, notKept = "") {
  for (const [name, words] of [["kept", kept], ["not-kept", notKept]]) {
    const place = form.querySelector(`[data-${name}]`);
    if (place.textContent !== words) place.textContent = words;
  }
}

function typed() {
  return `${form.elements.title.value}\n${form.elements.body.value}`;
}

if (form) {
  let last = "typed" in form.dataset ? "" : typed();
  let pause = 0;
  let asking = false;
  let stopped = "typed" in form.dataset; // what was refused is sent by the button, with both sides on the page

  async function keep() {
    clearTimeout(pause);
    if (stopped || asking || typed() === last) return;
    asking = true;
    const sent = typed();
    let wait = PAUSE;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form) });
      const said = answer.ok && !answer.redirected ? await answer.json() : { problem: "Not kept. Are you still signed in? Copy your words before you leave this page." };
      if (said.problem) {
        wait = AGAIN;
        say("", said.problem);
      } else {
        last = sent;
        form.elements.seen.value = said.seen;
        say(`Kept at ${said.kept}`);
      }
    } catch {
      wait = AGAIN;
      say("", "No signal: keep this page open. It is kept as soon as there is one.");
    } finally {
      asking = false;
      if (typed() !== last) pause = setTimeout(keep, wait);
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => { stopped = true; clearTimeout(pause); });
  window.addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!stopped && typed() !== last) event.preventDefault();
  });
}
