/* Links that can be copied, where the browser lets a page do so. */
export function offerCopies(root) {
  const show = () => {
    root.querySelectorAll("[data-copy]").forEach((button) => {
      button.hidden = !navigator.clipboard;
    });
  };
  root.addEventListener("swapped", show);
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    }
  });
  show();
}
