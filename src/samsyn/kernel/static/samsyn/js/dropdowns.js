/** Closes an open dropdown (a details element) when one clicks elsewhere or presses Escape. */

const open = () => document.querySelectorAll("details.dropdown[open]");

document.addEventListener("click", (event) => {
  for (const dropdown of open()) {
    if (!dropdown.contains(event.target)) dropdown.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const dropdown of open()) {
    dropdown.open = false;
    dropdown.querySelector("summary").focus();
  }
});
