// Copies what a field holds. Without this script its button stays hidden: the field can be selected and copied by hand.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const said = document.getElementById(`${field.id}_said`);
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // where the site is not reached by https
    }
    said.textContent = "Copied.";
  });
}
