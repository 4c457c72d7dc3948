// What is done outside of the page (a month that is settled) is shown when it is ready, without losing one's place.
const LOOK_AGAIN = 3000;

function underWay() {
  return document.querySelectorAll("[data-under-way]");
}

async function lookAgain() {
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of underWay()) {
        const now = fresh.getElementById(part.id);
        if (now) part.replaceWith(now);
      }
    }
  } catch (error) {
    // No connection: it is tried again.
  }
  if (underWay().length) window.setTimeout(lookAgain, LOOK_AGAIN);
}

if (underWay().length) window.setTimeout(lookAgain, LOOK_AGAIN);
