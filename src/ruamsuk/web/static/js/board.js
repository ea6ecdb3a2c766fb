// The projector: fetched anew every second; arrow keys, H, C and F lead it.
{
  const EVERY = 1000;
  const main = document.getElementById("main");
  const lost = document.getElementById("lost");
  const keys = document.querySelector(".board-keys");
  const full = document.querySelector("[data-full]");
  const { now } = document.body.dataset;
  let { mark } = document.body.dataset;
  let timer = 0;

  // Buttons that turn a thing on or off say what they would do now.
  function turn() {
    const { shown, taking } = main.firstElementChild.dataset;
    keys.querySelector("[data-turn~=hide]").value = shown === "yes" ? "hide" : "reveal";
    keys.querySelector("[data-turn~=stop]").value = taking === "yes" ? "stop" : "take";
  }

  async function look() {
    clearTimeout(timer);
    try {
      const answer = await fetch(now, { cache: "no-store", headers: { "If-None-Match": `"${mark}"` } });
      if (answer.status === 200) {
        mark = answer.headers.get("ETag").replace(/^W\/|"/g, "");
        main.innerHTML = await answer.text();
        turn();
        document.dispatchEvent(new CustomEvent("hall:shown"));
      }
      lost.hidden = answer.ok || answer.status === 304;
    } catch { lost.hidden = false; }
    timer = setTimeout(look, EVERY);
  }

  async function act(what) {
    const body = new URLSearchParams(new FormData(keys));
    body.set("act", what);
    try {
      await fetch(keys.action, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch { lost.hidden = false; }
    look();
  }

  const fill = () => document.fullscreenElement
    ? document.exitFullscreen() : document.documentElement.requestFullscreen();

  keys.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.submitter.value);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    const press = (part) => keys.querySelector(part).value;
    const leads = {
      ArrowRight: () => act("next"), PageDown: () => act("next"),
      ArrowLeft: () => act("previous"), PageUp: () => act("previous"),
      h: () => act(press("[data-turn~=hide]")), c: () => act(press("[data-turn~=stop]")), f: fill,
    };
    const lead = leads[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!lead) return;
    event.preventDefault();
    lead();
  });
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", fill);
  timer = setTimeout(look, EVERY);
}
