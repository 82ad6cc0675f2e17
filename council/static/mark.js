// Takes the words that are selected in the post into the next free place to change. Without it they are copied by hand.
const button = document.querySelector("[data-mark]");
let selected = "";

function nextFree() {
  return [...document.querySelectorAll("[name^=words_]")].find((field) => !field.value.trim());
}

document.addEventListener("selectionchange", () => {
  const words = document.getSelection().toString().trim().replace(/\s+/g, " ");
  if (words) selected = words;
});

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = nextFree();
    if (!field || !selected) return;
    field.value = selected.slice(0, field.maxLength);
    selected = "";
    document.querySelector(`[name=${field.name.replace("words", "note")}]`).focus();
  });
}
