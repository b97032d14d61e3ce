/** One key, one place: "/" goes to the search box of the top bar. */

const isTyping = (element) =>
  element.isContentEditable || element.matches("input, textarea, select");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.getElementById("top-search");
  if (!box || isTyping(event.target)) return;
  event.preventDefault();
  box.focus();
  box.select();
});
