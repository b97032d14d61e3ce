/** Light, dark or as the device: remembered in a cookie, so that the server can write it into the page. */

const root = document.documentElement;
const buttons = document.querySelectorAll("[data-colour-scheme]");

function show() {
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.dataset.colourScheme === root.dataset.colorScheme));
  }
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    root.dataset.colorScheme = button.dataset.colourScheme;
    document.cookie =
      `samsyn_colour_scheme=${button.dataset.colourScheme}; path=/; max-age=31536000; samesite=lax`;
    show();
  });
}
show();

// Paper is white whatever the screen is.
let onScreen;
window.addEventListener("beforeprint", () => {
  onScreen = root.dataset.colorScheme;
  root.dataset.colorScheme = "light";
});
window.addEventListener("afterprint", () => {
  root.dataset.colorScheme = onScreen;
});
