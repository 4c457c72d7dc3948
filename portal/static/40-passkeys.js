// Passkeys: the browser is asked, its answer goes into the form, and the form is sent as any other.
const asking = {
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  create: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
};

async function answered(form) {
  const failed = form.querySelector("[data-failed]");
  failed.hidden = true;
  try {
    const answer = await asking[form.dataset.passkey](JSON.parse(form.dataset.options));
    form.elements.svar.value = JSON.stringify(answer.toJSON());
    form.submit();
  } catch {
    failed.hidden = false;
    delete form.dataset.sent;
  }
}

if (window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answered(form);
    });
  }
  for (const note of document.querySelectorAll("[data-without-passkey]")) note.hidden = true;
}
