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
  for (const link of document.querySelectorAll(`.govuk-error-summary a[href="#${textarea.id}"]`)) link.hash = box.id;
});
