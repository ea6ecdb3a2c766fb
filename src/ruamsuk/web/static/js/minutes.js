// The editor of minutes saves by itself, and takes in what others write meanwhile.
// Without it the form is saved by its button; draft.js keeps what was not saved on this phone.
{
  const PAUSE = 1500, AGAIN = 5000, LOOK = 15000;
  const form = document.querySelector("form[data-minutes]");
  const { text, before } = form.elements;
  const preview = document.getElementById("preview");
  let timer = 0, sending = false, clash = false;

  // As the server keeps a text: blanks at the end of a line or of the text do not count.
  const plain = (words) => words.replace(/\r\n?/g, "\n").replace(/[^\S\n]+$/gm, "").replace(/^\n+|\n+$/g, "");

  function tell(state, message = "") {
    for (const one of form.querySelectorAll("[data-state]")) one.hidden = one.dataset.state !== state;
    if (message) form.querySelector("[data-message]").textContent = message;
  }

  // What others wrote comes in without moving the writer's place.
  function takeIn(words) {
    const { selectionStart: at, value: old, scrollTop } = text;
    let same = 0;
    while (same < at && old[same] === words[same]) same += 1;
    const place = same === at ? at : Math.max(same, at + words.length - old.length);
    const focused = document.activeElement === text;
    text.value = words;
    if (focused) text.setSelectionRange(place, place);
    text.scrollTop = scrollTop;
  }

  async function send() {
    const sent = text.value;
    const answer = await fetch(location.pathname, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(answer.status);
    const said = await answer.json();
    if (said.state === "clash") clash = true;
    if (said.state !== "kept") return tell(said.state, said.message);
    const settled = text.value === sent;
    if (settled && plain(sent) !== said.text) takeIn(said.text);
    before.value = settled ? text.value : sent;
    preview.innerHTML = said.preview;
    form.dispatchEvent(new Event("draft:kept"));
    if (!settled) text.dispatchEvent(new Event("input", { bubbles: true }));
    tell(settled ? "kept" : "writing");
  }

  async function save() {
    clearTimeout(timer);
    if (sending || clash) return;
    sending = true;
    let next = LOOK;
    try {
      await send();
    } catch {
      next = AGAIN;
      tell("waiting");
    } finally { sending = false; }
    if (text.value !== before.value && next === LOOK) next = PAUSE;
    timer = setTimeout(save, next);
  }

  form.addEventListener("input", (event) => {
    if (event.target !== text || clash) return;
    tell("writing");
    if (sending) return;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    clash = true; // the form itself saves now
  });
  addEventListener("online", save);
  timer = setTimeout(save, text.value === before.value ? LOOK : PAUSE);
}
