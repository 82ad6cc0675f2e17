// The editor takes the place of a text area: it is called, described and focused as that would be.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const [label] = textarea.labels;
  label.id = `${textarea.id}_label`;
  label.addEventListener("click", () => editor.commands.focus());

  const box = editor.view.dom;
  box.id = `${textarea.id}_editor`;
  box.setAttribute("aria-labelledby", label.id);
  box.setAttribute("aria-multiline", "true");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) box.setAttribute(name, textarea.getAttribute(name));
  }
  // Whatever leads to the text area leads to the editor, also from parts of the page that come later.
  document.addEventListener("click", (event) => {
    if (!event.target.closest(`a[href="#${textarea.id}"]`)) return;
    event.preventDefault();
    box.focus(); // at once: the editor's own way would lose the first letter of somebody who types fast
    box.scrollIntoView({ block: "center" });
  });
});
