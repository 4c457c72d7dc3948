// What is typed in a form is kept as a draft on the server every few seconds, never on the phone. Where that
// cannot be done it stays on the page, is told, and is tried again until it can.
const PAUSE = 3000;
const AGAIN = 5000;
const LONGEST = 8000;

function keepDrafts(form) {
  const told = form.querySelector("[data-draft-told]");
  let timer = 0;
  let dirty = false;

  function tell(text, troubled) {
    told.textContent = text;
    told.classList.toggle("troubled", Boolean(troubled));
  }

  // Somebody who has signed in again in another window goes on with her form under the new session.
  async function renewed() {
    const page = await fetch(location.href, { signal: AbortSignal.timeout(LONGEST) });
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector('[name="csrf"]');
    if (page.redirected || !fresh) return false;
    for (const field of document.querySelectorAll('[name="csrf"]')) field.value = fresh.value;
    return true;
  }

  async function keep(hasRenewed) {
    clearTimeout(timer);
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, signal: AbortSignal.timeout(LONGEST) });
      if (answer.redirected && answer.url.includes("til=")) return tell("Du er logget ud. Det, du har skrevet, er gemt som kladde. Tryk på knappen, log ind igen, og gå videre.", true), true;
      if (answer.redirected) return tell("Du er logget ud. Det, du har skrevet, står her endnu. Log ind i et nyt vindue, og tryk så på knappen her.", true), false;
      if (answer.status === 403 && hasRenewed !== true && (await renewed())) return keep(true);
      if (!answer.ok) return tell("Kladden kunne ikke gemmes. Det, du har skrevet, står her endnu.", true), true;
    } catch {
      tell("Ingen forbindelse. Det, du har skrevet, er ikke gemt endnu, men står her. Lad siden være åben; vi prøver igen.", true);
      timer = setTimeout(keep, AGAIN);
      return false;
    }
    dirty = false;
    const now = new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
    tell(`Kladden er gemt kl. ${now}.`);
    return true;
  }

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  window.addEventListener("online", () => { if (dirty) keep(); });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  // Before a form is sent it is kept once more: without a connection it is not sent into nothing.
  let sure = false;
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    if (sure) { sure = false; dirty = false; return; }
    event.preventDefault();
    dirty = true;
    const reached = await keep();
    delete form.dataset.sent;
    if (!reached) return told.scrollIntoView({ block: "center" });
    dirty = false;
    clearTimeout(timer);
    sure = true;
    form.requestSubmit(event.submitter);
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) keepDrafts(form);
