// Sends pictures and documents as soon as they are chosen, and says how far it is. Without it a button adds them.
const writing = document.getElementById("write");

function send(field, file, tell) {
  const data = new FormData();
  const prefix = field.closest("section").querySelector(`[data-pieces="${field.name === "pictures" ? "picture" : "document"}"]`).dataset.pieces;
  for (const name of [`${prefix}-TOTAL_FORMS`, `${prefix}-INITIAL_FORMS`, "csrfmiddlewaretoken"]) {
    data.set(name, writing.elements[name].value);
  }
  data.set(field.name, file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", writing.dataset.upload);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(Math.round((100 * loaded) / total)));
    request.addEventListener("load", () => resolve(request.response ?? { problem: "It did not arrive. Are you still signed in? Choose it again." }));
    request.addEventListener("error", () => resolve({ problem: "No signal: it was not sent. Choose it again later." }));
    request.send(data);
  });
}

function add(prefix, { row, number }) {
  const place = writing.querySelector(`[data-pieces="${prefix}"]`);
  place.insertAdjacentHTML("beforeend", row);
  writing.elements[`${prefix}-TOTAL_FORMS`].value = number;
  return place.lastElementChild;
}

async function sendAll(field) {
  const prefix = field.name === "pictures" ? "picture" : "document";
  const files = [...field.files];
  const progress = field.parentElement.querySelector("[data-progress]");
  const problems = [];
  let first = null;
  field.value = "";
  for (const [index, file] of files.entries()) {
    const which = files.length > 1 ? `${index + 1} of ${files.length}, ` : "";
    const answer = await send(field, file, (percent) => { progress.textContent = `Sending ${which}${file.name}: ${percent} %`; });
    if (!answer.row) problems.push(answer.problem);
    else {
      const added = add(prefix, answer);
      first ??= added;
    }
  }
  progress.textContent = problems.join(" ") || (files.length > 1 ? "They are added." : "It is added.");
  progress.classList.toggle("govuk-error-message", problems.length > 0);
  writing.dispatchEvent(new Event("draft:changed"));
  first?.querySelector("input:not([type=hidden])")?.focus();
}

if (writing && writing.dataset.upload) {
  for (const field of writing.querySelectorAll("input[type=file]")) {
    const progress = Object.assign(document.createElement("p"), { className: "mh-progress" });
    progress.dataset.progress = "";
    progress.setAttribute("role", "status");
    field.after(progress);
    for (const button of field.closest(".mh-add").querySelectorAll("[data-add]")) button.hidden = true;
    field.addEventListener("change", () => { if (field.files.length) sendAll(field); });
  }
}
