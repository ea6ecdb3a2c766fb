// A phone in a hall: shows what the hall shows, and sends what is answered until it has arrived.
// Without it the page fetches itself anew and its forms are plain ones.
{
  const { Memory, Outbox, verdict, wait } = globalThis.hallCore;
  const { hall, now, send, token } = document.body.dataset;
  const shown = document.getElementById("shown");
  const refused = document.getElementById("refused");
  const ahead = Number(document.body.dataset.clock) - Date.now(); // the hall's clock before ours
  const SETTLE = 350, PATIENCE = 10000, SENT_FOR = 4000;
  const outbox = new Outbox(storage(), hall);
  let revision = document.body.dataset.revision;
  let failures = 0, timer = 0, sending = false, changedAt = -SETTLE, sentUntil = 0, seat = true;

  function storage() {
    try {
      localStorage.setItem("hall", "");
      return localStorage;
    } catch { return new Memory(); }
  }

  async function ask(address, options = {}) {
    const abort = new AbortController();
    const late = setTimeout(() => abort.abort(), PATIENCE);
    try {
      return await fetch(address, { cache: "no-store", signal: abort.signal, ...options });
    } finally { clearTimeout(late); }
  }

  function buzz(milliseconds) { // before the first tap a browser refuses, and complains
    if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(milliseconds);
  }

  function tell() {
    const waiting = outbox.waiting().length;
    let state = "connected";
    if (!seat) state = "seat";
    else if (waiting && !outbox.lasting) state = "full";
    else if (waiting && (failures || !sending)) state = "waiting";
    else if (failures) state = "offline";
    else if (Date.now() < sentUntil) state = "sent";
    for (const one of document.querySelectorAll("[data-state]"))
      one.hidden = one.dataset.state !== state;
  }

  // Once: a page that was left open may carry an old token, or the seat may be on another phone.
  function again() {
    seat = false;
    tell();
    if (Date.now() - Number(sessionStorage.getItem("hall-again") ?? 0) < 30000) return;
    sessionStorage.setItem("hall-again", Date.now());
    location.reload();
  }

  const forms = () => [...shown.querySelectorAll("form[data-send]")];
  const topic = (form) => [form.elements.scene?.value ?? "", form.elements.about?.value ?? ""];
  const typed = (form) => [...form.elements]
    .filter((one) => one.name && (one.tagName === "TEXTAREA" || one.type === "text"));

  // Marks what this phone has answered, and puts back what was half typed.
  function dress() {
    for (const form of forms()) {
      const said = outbox.said(...topic(form));
      for (const button of form.querySelectorAll("button[name]"))
        if (button.name in said) button.setAttribute("aria-pressed", said[button.name] === button.value);
      for (const field of typed(form)) field.value ||= outbox.draft(...topic(form), field.name);
    }
  }

  function show(html, newest) {
    const subject = () => forms().map((form) => topic(form).join()).join();
    const before = subject(), at = document.activeElement;
    const focus = at?.form && shown.contains(at) ? [at.name, at.selectionStart ?? null] : null;
    shown.innerHTML = html;
    revision = newest;
    dress();
    const same = before === subject();
    if (!same) {
      changedAt = performance.now();
      scrollTo(0, 0);
      if (before || forms().length) buzz(30);
    }
    const field = same && focus && shown.querySelector(`[name="${CSS.escape(focus[0])}"]`);
    if (field) {
      field.focus({ preventScroll: true });
      if (focus[1] !== null) field.setSelectionRange?.(focus[1], focus[1]);
    }
    document.dispatchEvent(new CustomEvent("hall:shown"));
  }

  async function look() {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const answer = await ask(`${now}?seen=${revision}`);
      if (answer.status === 205) return again();
      if (answer.status === 200) show(await answer.text(), answer.headers.get("Hall-Revision"));
      else if (answer.status !== 204) throw new Error(answer.status);
      failures = 0;
      if (outbox.waiting().length) flush();
    } catch { failures += 1; }
    tell();
    timer = setTimeout(look, wait(failures, Math.random()));
  }

  // One after the other, oldest first; what is not sure to have arrived is sent again.
  async function flush() {
    if (sending) return;
    sending = true;
    try {
      for (let item; (item = outbox.waiting()[0]);) {
        tell();
        if (!(await deliver(item))) break;
      }
    } finally {
      sending = false;
      tell();
    }
  }

  async function deliver(item) {
    let answer, message = "";
    try {
      const { key, stamp, values } = item;
      const body = new URLSearchParams({ ...values, key, stamp, token });
      answer = await ask(send, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.headers.get("Content-Type")?.includes("json")) ({ message } = await answer.json());
    } catch {
      failures += 1;
      return false;
    }
    const said = verdict(answer.status);
    if (said === "again") failures += 1;
    if (said === "seat") again();
    if (said === "kept") {
      outbox.arrived(item);
      if (shown.querySelector("form[data-look]")) {
        revision = ""; // the form looks different once its answer is there
        look();
      }
      sentUntil = Date.now() + SENT_FOR;
      setTimeout(tell, SENT_FOR + 50);
    }
    if (said === "refused") giveBack(item, message);
    return said === "kept" || said === "refused";
  }

  function giveBack(item, message) {
    const { scene, about, ...values } = item.values;
    outbox.refused(item);
    for (const [name, text] of Object.entries(values)) outbox.keepDraft(scene, about, name, text);
    for (const button of shown.querySelectorAll("[data-send] button[aria-pressed]"))
      button.setAttribute("aria-pressed", "false");
    dress();
    refused.textContent = message;
    refused.hidden = !message;
  }

  let pressed = null; // browsers that do not say which button sent a form
  shown.addEventListener("click", (event) => { pressed = event.target.closest("button"); });
  shown.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-send]") && typed(form).includes(event.target))
      outbox.keepDraft(...topic(form), event.target.name, event.target.value);
  });
  shown.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-send]")) return;
    event.preventDefault();
    if (performance.now() - changedAt < SETTLE) return; // the finger meant what stood here before
    const values = Object.fromEntries(new FormData(form));
    const button = event.submitter ?? pressed;
    if (button?.name) values[button.name] = button.value;
    outbox.add(values, Date.now() + ahead);
    for (const field of typed(form)) {
      outbox.keepDraft(...topic(form), field.name, "");
      field.value = "";
    }
    refused.hidden = true;
    buzz(15);
    dress();
    flush();
  });
  addEventListener("online", look);
  document.addEventListener("visibilitychange", look);
  dress();
  flush();
  timer = setTimeout(look, wait(0, Math.random()));
}
