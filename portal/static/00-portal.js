// The portal works without this; with it, some things are better.
"use strict";

// On a wide screen the menu lies open; on a phone it opens when it is wanted.
const wide = window.matchMedia("(min-width: 60rem)");
function arrangeMenu() {
  for (const menu of document.querySelectorAll("[data-menu]")) menu.open = wide.matches;
}
wide.addEventListener("change", arrangeMenu);
arrangeMenu();

// After an error the reader begins at the summary of what is wrong.
const summary = document.querySelector(".problems");
if (summary) {
  summary.tabIndex = -1;
  summary.focus();
}

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
